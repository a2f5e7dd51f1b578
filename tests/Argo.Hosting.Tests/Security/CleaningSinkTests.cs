using Argo.Artifacts.Security;
using Argo.Hosting.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Hosting.Tests.Security;

public sealed class CleaningSinkTests
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

    [Theory]
    [InlineData("fine\n2026-01-01 00:00:00 [WRN] forged")]
    [InlineData("\u001b[2J\u001b]0;title\u0007")]
    [InlineData("\u009b31m\u0085next")]
    [InlineData("\u202Efdp.txt\u2066\u200B\u2028")]
    public void Nothing_from_outside_should_begin_a_line_hide_or_act_in_the_log(string said)
    {
        var log = Log(LogEventLevel.Verbose);
        log.Warning(
            new InvalidOperationException(said, new IOException(said)),
            "Locked: {Reason} {@Shape} {List} {Map}",
            said,
            new { Name = said },
            (string[])[said],
            new Dictionary<string, string> { [said] = said });

        var entry = Assert.Single(_kept.Events);
        var lines = $"{entry.RenderMessage()}\n{entry.Exception}".Split('\n');
        Assert.All(lines, line => Assert.Equal(VisibleText.Line(line), line));
        Assert.DoesNotContain(lines, line => line.StartsWith("2026-", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_should_keep_its_kind_its_causes_and_its_trace()
    {
        var log = Log(LogEventLevel.Verbose);
        try
        {
            throw new InvalidOperationException("outer", new IOException("inner\nforged"));
        }
        catch (InvalidOperationException thrown)
        {
            log.Warning(thrown, "failed");
        }

        var text = Assert.Single(_kept.Events).Exception!.ToString();
        Assert.Contains("System.InvalidOperationException: outer", text, StringComparison.Ordinal);
        Assert.Contains("System.IO.IOException: inner<U+000A>forged", text, StringComparison.Ordinal);
        Assert.Contains($"   at {typeof(CleaningSinkTests).FullName}", text, StringComparison.Ordinal);
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
