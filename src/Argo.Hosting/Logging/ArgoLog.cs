using Argo.Artifacts.Security;
using Serilog;
using Serilog.Events;

namespace Argo.Hosting.Logging;

/// <summary>
/// The host's log, with whatever Argo writes there cleaned of secrets and of what would forge a line.
/// </summary>
internal sealed class ArgoLog(ILogger host, Redactor redactor)
{
    public ILogger Logger { get; } = new LoggerConfiguration()
        .MinimumLevel.Is(Enum.GetValues<LogEventLevel>().FirstOrDefault(host.IsEnabled, LogEventLevel.Fatal))
        .WriteTo.Sink(new CleaningSink(host, redactor))
        .CreateLogger();
}
