using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// The program before a real terminal: what was typed before a question is no answer to it.
/// </summary>
public sealed class TerminalTests : IDisposable
{
    private const string Question = "[y/N]";

    private readonly CliProcessFixture _cli = new();
    private readonly PseudoTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _cli.Dispose();
    }

    private string Plan => _cli.Plan(Plans.Of(Plans.Write(1, "new.txt", "new\n")));

    [Fact]
    public async Task Keys_typed_before_the_question_of_run_should_not_answer_it()
    {
        _terminal.Type("y\ny\n");
        _terminal.Start(_cli.Start("run", Plan));
        await _terminal.UntilAsync(Question);
        _terminal.Type("\n");
        (await _terminal.EndAsync()).Exited(ExitCode.Refused);
        Assert.False(Path.Exists(_cli.In("new.txt")));
    }

    [Fact]
    public async Task Keys_typed_before_the_question_of_approve_should_not_answer_it()
    {
        var report = Path.Combine(_cli.Outside, "r.json");
        var approval = Path.Combine(_cli.Outside, "a.json");
        (await _cli.ArgoAsync("dry-run", Plan, "-o", report)).Exited(ExitCode.Done);
        _terminal.Type("y\n");
        _terminal.Start(_cli.Start("approve", report, "-o", approval));
        await _terminal.UntilAsync(Question);
        _terminal.Type("n\n");
        (await _terminal.EndAsync()).Exited(ExitCode.Refused);
        Assert.False(Path.Exists(approval));
    }

    [Fact]
    public async Task Keys_typed_after_the_question_should_answer_it()
    {
        _terminal.Start(_cli.Start("run", Plan));
        await _terminal.UntilAsync(Question);
        _terminal.Type("y\n");
        (await _terminal.EndAsync()).Exited(ExitCode.Done);
        Assert.Equal("new\n", await File.ReadAllTextAsync(_cli.In("new.txt")));
    }
}
