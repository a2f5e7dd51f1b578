using Argo.Artifacts;
using Serilog;
using Serilog.Events;

namespace Argo.Hosting.Logging;

/// <summary>The host's log, with secrets taken out of whatever Argo writes there.</summary>
internal sealed class ArgoLog(ILogger host, Redactor redactor)
{
    public ILogger Logger { get; } = new LoggerConfiguration()
        .MinimumLevel.Is(Enum.GetValues<LogEventLevel>().FirstOrDefault(host.IsEnabled, LogEventLevel.Fatal))
        .WriteTo.Sink(new RedactingSink(host, redactor))
        .CreateLogger();
}
