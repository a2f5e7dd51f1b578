using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Hosting.Adapters;
using Argo.Hosting;
using Argo.Workspaces.Native;
using Microsoft.Extensions.Configuration;
using Serilog;
using Serilog.Debugging;
using Serilog.Events;

namespace Argo.Cli.Session;

/// <summary>
/// The host's log: where the settings say, else a file in the data directory; never stdout.
/// </summary>
/// <remarks>
/// The log is not the result: one that cannot be written is told once, and changes no answer and no exit
/// code.
/// </remarks>
internal sealed class CliLog : IDisposable
{
    private const long LargestFileBytes = 10 * 1024 * 1024;

    private readonly Action<string> _warn;
    private readonly string _place;
    private Serilog.Core.Logger? _logger;
    private int _warned;

    /// <param name="settings">Where the section <c>Serilog</c> may be.</param>
    /// <param name="options">Where the data directory is.</param>
    /// <param name="verbosity">How much of the log goes to stderr.</param>
    /// <param name="warn">Tells a person one sentence.</param>
    public CliLog(IConfiguration settings, ArgoOptions options, Verbosity verbosity, Action<string> warn)
    {
        _warn = warn;
        var isConfigured = settings.GetSection("Serilog").Exists();
        var file = DataDirectoryFiles.Log(options.DataDirectory);
        _place = isConfigured ? "that the settings choose" : file;
        SelfLog.Enable(OnFailure);
        _logger = isConfigured
            ? Private(file, Made(log => Configured(log, settings, options), verbosity))
            : Made(ToFile, verbosity);
        Logger = new Undisposed(_logger);
    }

    /// <summary>The log; whoever gets it does not own it.</summary>
    public ILogger Logger { get; }

    public void Dispose()
    {
        try
        {
            _logger?.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WarnOnce(error.Message); // what could not be written before cannot be written now
        }

        _logger = null;
        SelfLog.Disable();
    }

    private static Serilog.Core.Logger Made(Action<LoggerConfiguration> configure, Verbosity verbosity)
    {
        var log = new LoggerConfiguration();
        configure(log);
        if (verbosity >= Verbosity.Detailed)
        {
            log.MinimumLevel.Is(
                verbosity is Verbosity.Diagnostic ? LogEventLevel.Debug : LogEventLevel.Information)
                .WriteTo.Console(
                    formatProvider: CultureInfo.InvariantCulture,
                    standardErrorFromLevel: LogEventLevel.Verbose,
                    theme: Serilog.Sinks.SystemConsole.Themes.ConsoleTheme.None);
        }

        return log.CreateLogger();
    }

    /// <remarks>The section may say <c>%ARGO_DATA%</c> for the data directory that holds now.</remarks>
    private static void Configured(LoggerConfiguration log, IConfiguration settings, ArgoOptions options)
    {
        Environment.SetEnvironmentVariable(DataDirectoryFiles.Variable, options.DataDirectory);
        try
        {
            log.ReadFrom.Configuration(settings);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException) // whatever a sink may throw
        {
            throw CliException.BadInput(
                $"settings: Serilog: {wrong.Message.TrimEnd('.')}; correct or remove that section.",
                cause: wrong);
        }
    }

    /// <summary>The settings may choose the usual file, which stays private with them too.</summary>
    private static Serilog.Core.Logger Private(string file, Serilog.Core.Logger configured) =>
        new LoggerConfiguration()
            .MinimumLevel.Is(
                Enum.GetValues<LogEventLevel>().FirstOrDefault(configured.IsEnabled, LogEventLevel.Fatal))
            .WriteTo.Sink(new PrivateFileSink(file, configured, makesFirst: false))
            .CreateLogger();

    private void ToFile(LoggerConfiguration log)
    {
        if (FileKind.Of(_place) is EntryKind.Directory or EntryKind.Other && !FileKind.IsDevice(_place))
        {
            WarnOnce("it is no file"); // a pipe would hold everything up until somebody reads it
            return;
        }

        log.WriteTo.Sink(
            new PrivateFileSink(
                _place,
                new LoggerConfiguration().WriteTo.File(
                    _place,
                    formatProvider: CultureInfo.InvariantCulture,
                    fileSizeLimitBytes: LargestFileBytes,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: 3,
                    shared: true).CreateLogger()),
            LogEventLevel.Warning);
    }

    /// <summary>Serilog's own sentence is followed by the exception, whose first line says why.</summary>
    private void OnFailure(string said)
    {
        var lines = said.Split('\n');
        var cause = lines.FirstOrDefault(line => line.Contains("Exception: ", StringComparison.Ordinal))
            ?? lines[0];
        WarnOnce(cause.Split("Exception: ", 2)[^1]);
    }

    private void WarnOnce(string reason)
    {
        if (Interlocked.Exchange(ref _warned, 1) != 0)
            return;
        _warn($"The log {_place} cannot be written ({Visible.Line(reason.Trim().TrimEnd('.'))}); "
            + "nothing but the log is affected.");
    }

    /// <summary>The container disposes what it hands out, and a log may throw then.</summary>
    private sealed class Undisposed(ILogger inner) : ILogger
    {
        public void Write(LogEvent logEvent) => inner.Write(logEvent);

        public bool IsEnabled(LogEventLevel level) => inner.IsEnabled(level);
    }
}
