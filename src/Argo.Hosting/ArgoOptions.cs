using Argo.Actors.Supervision;

namespace Argo.Hosting;

/// <summary>Settings of one host; the section <c>argo</c> of <c>argo.json</c>.</summary>
public sealed class ArgoOptions
{
    /// <summary>Where the store, the key and pinned contents are; made with mode 0700 when it is missing.</summary>
    public string DataDirectory { get; set; } = DefaultDataDirectory();

    /// <summary>Which database the store is in.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Workspaces by name, each with the absolute path of its root.</summary>
    public Dictionary<string, string> Workspaces { get; } = new(StringComparer.Ordinal);

    /// <summary>How long an approval may be used unless it says otherwise.</summary>
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a stop of the host waits for running executions to end safely.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often cancels and lockdowns of other processes are looked for.</summary>
    public TimeSpan SignalInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a recovery that a person asked for may take.</summary>
    public TimeSpan RecoveryTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Threads for blocking file work.</summary>
    public int FileThreads { get; set; } = 4;

    /// <summary>Bounds of the supervisor.</summary>
    public ExecutionLimits Limits { get; set; } = new();

    /// <summary><c>ARGO_DATA</c>, else <c>argo</c> in the user's data directory.</summary>
    public static string DefaultDataDirectory() =>
        Environment.GetEnvironmentVariable("ARGO_DATA") is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "argo");
}
