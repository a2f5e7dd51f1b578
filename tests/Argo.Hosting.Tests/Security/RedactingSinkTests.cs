using Argo.Artifacts;
using Argo.Hosting.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Hosting.Tests.Security;

public sealed class RedactingSinkTests
{
    private readonly Kept _kept = new();

    [Fact]
    public void No_property_or_exception_should_reach_the_log_with_a_secret()
    {
        var log = Log(LogEventLevel.Verbose);
        log.Warning(
            new InvalidOperationException("cannot read pw=1", new IOException("pw=2")),
            "Step {Step} of {@Plan} failed with {Words}",
            "pw=3",
            new { Content = "pw=4", Size = 4 },
            (string[])["pw=5", "plain"]);

        var entry = Assert.Single(_kept.Events);
        var text = entry.RenderMessage() + entry.Exception;
        Assert.DoesNotContain("pw=", text, StringComparison.Ordinal);
        Assert.Contains("plain", text, StringComparison.Ordinal);
        Assert.Contains("Size: 4", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split("[secret ").Length - 1);
    }

    [Fact]
    public void The_host_s_level_should_decide_before_anything_is_formatted()
    {
        var log = Log(LogEventLevel.Warning);
        Assert.False(log.IsEnabled(LogEventLevel.Information));
        Assert.True(log.IsEnabled(LogEventLevel.Warning));
    }

    private ILogger Log(LogEventLevel level) => new ArgoLog(
        new LoggerConfiguration().MinimumLevel.Is(level).WriteTo.Sink(_kept).CreateLogger(),
        new Redactor(["pw=[0-9]"])).Logger;

    private sealed class Kept : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
