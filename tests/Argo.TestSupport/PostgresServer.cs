using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Argo.TestSupport;

/// <summary>A PostgreSQL server of the tests' own, on a free port of this machine; gone at the end.</summary>
public sealed class PostgresServer : IDisposable
{
    private const int Attempts = 3; // the free port can be taken between its choice and its use

    private readonly string _directory = Directory.CreateTempSubdirectory("argo-postgres-").FullName;
    private int _port;
    private int _schemas;

    public PostgresServer()
    {
        if (WhyNot is not null)
            return;
        if (Environment.IsPrivilegedProcess)
            Shell("chown", "postgres:", _directory);
        Tool(
            "initdb", "-D", Data, "-A", "trust", "-U", "argo", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        for (var attempt = 1; !TryStart(attempt); attempt++)
        {
        }
    }

    /// <summary>Why there is none here; null where there is.</summary>
    public static string? WhyNot { get; } = FindTools() is not null
        ? null
        : "NOT TESTED HERE: PostgreSQL's server is missing; install it (Debian: postgresql).";

    private string Data => Path.Combine(_directory, "data");

    /// <summary>A connection to an empty schema of its own.</summary>
    public string NewSchema()
    {
        var schema = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _schemas)}");
        var server = string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database=postgres;Username=argo");
        using var connection = new NpgsqlConnection(server + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE SCHEMA {schema}";
        command.ExecuteNonQuery();
        return $"{server};Search Path={schema}";
    }

    /// <summary>Ends the server at once, as a crash would, and starts it again.</summary>
    public void Restart()
    {
        Tool("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Start();
    }

    public void Dispose()
    {
        if (_port != 0)
            Tool("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private bool TryStart(int attempt)
    {
        _port = FreePort();
        try
        {
            Start();
            return true;
        }
        catch (InvalidOperationException) when (attempt < Attempts)
        {
            return false;
        }
    }

    private void Start() => Tool(
        "pg_ctl", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_directory, "log"),
        "-o", "-c listen_addresses=127.0.0.1 -c max_connections=200 "
            + $"-c unix_socket_directories={_directory} "
            + string.Create(CultureInfo.InvariantCulture, $"-c port={_port}"),
        "start");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void Tool(string name, params string[] arguments)
    {
        var tool = Path.Combine(FindTools()!, name);
        if (Environment.IsPrivilegedProcess)
            Shell("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", tool, .. arguments]);
        else
            Shell(tool, arguments);
    }

    private static string? FindTools()
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending()
                    .Select(version => version + "/bin")
                : []);
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")));
    }

    private static void Shell(string program, params string[] arguments)
    {
        // pg_ctl leaves a server behind that keeps inherited pipes open, so its output goes nowhere.
        var isDaemon = arguments.Contains("start");
        var start = isDaemon
            ? new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
            : new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        var error = isDaemon ? "it did not start" : process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
    }
}
