using System.Globalization;
using Argo.Hosting;
using Microsoft.Extensions.Configuration;
using Serilog;
using Serilog.Events;

namespace Argo.Cli.Door;

/// <summary>
/// The host's log: where the settings say, else a file in the data directory; never stdout.
/// </summary>
internal static class CliLog
{
    private const long LargestFileBytes = 10 * 1024 * 1024;

    public static ILogger Open(IConfiguration settings, ArgoOptions options, Verbosity verbosity)
    {
        var log = new LoggerConfiguration();
        if (settings.GetSection("Serilog").Exists())
            Configured(log, settings, options);
        else
            ToFile(log, options);
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
        Environment.SetEnvironmentVariable("ARGO_DATA", options.DataDirectory);
        log.ReadFrom.Configuration(settings);
    }

    private static void ToFile(LoggerConfiguration log, ArgoOptions options) => log.WriteTo.File(
        Path.Combine(options.DataDirectory, "argo.log"),
        restrictedToMinimumLevel: LogEventLevel.Warning,
        formatProvider: CultureInfo.InvariantCulture,
        fileSizeLimitBytes: LargestFileBytes,
        rollOnFileSizeLimit: true,
        retainedFileCountLimit: 3,
        shared: true);
}
