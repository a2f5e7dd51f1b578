using System.Diagnostics;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// The log is not the result: whatever becomes of it, answers and exit codes stay what they are.
/// </summary>
public sealed class LogTests : IDisposable
{
    private const string Failing = "swap.rename.before=fail"; // a step fails, which is logged

    private readonly CliProcessFixture _cli = new();

    private string Log => Path.Combine(_cli.Data, "argo.log");

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> Places => new() { "/dev/full", "directory", "pipe", "read-only link" };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_log_that_cannot_be_written_should_change_no_exit_code_and_no_answer(string place)
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        Put(place);

        var failed = (await _cli.ArgoAtAsync(Failing, "run", plan, "--yes")).Exited(ExitCode.Failed);
        Assert.Contains("Rolled back", failed.Out, StringComparison.Ordinal);
        Assert.Single(Warnings(failed));
        Assert.Contains(Log, Warnings(failed).Single(), StringComparison.Ordinal);

        var done = (await _cli.ArgoAsync("run", plan, "--yes", "--json")).Exited(ExitCode.Done);
        Assert.Equal("success", (string)done.Json["result"]!["execution_status"]!);
        (await _cli.ArgoAsync("list")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task A_log_that_goes_nowhere_should_be_no_reason_to_warn()
    {
        Directory.CreateDirectory(_cli.Data);
        File.CreateSymbolicLink(Log, "/dev/null");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var failed = (await _cli.ArgoAtAsync(Failing, "run", plan, "--yes")).Exited(ExitCode.Failed);
        Assert.Empty(Warnings(failed));
    }

    [Theory]
    [InlineData("fine\n2026-01-01 00:00:00.000 +00:00 [WRN] forged")]
    [InlineData("\u001b[2J\u202E\u009b31m")]
    public async Task What_others_say_should_neither_forge_a_line_of_the_log_nor_act_in_it(string said)
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        using var watching = new RunningCli(
            Slowly("run", _cli.Plan(Plans.ManySteps(), "many.json"), "--yes"));
        await watching.UntilUnderWayAsync();
        (await _cli.ArgoAsync("lockdown", "--reason", said)).Exited(ExitCode.Done);
        (await watching.EndAsync()).Exited(ExitCode.Halted);
        (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Refused);

        var log = await File.ReadAllLinesAsync(Log);
        Assert.NotEmpty(log);
        Assert.DoesNotContain(log, line => line.Any(letter => letter is '\u001b' or '\u202E' or '\u009b'));
        Assert.DoesNotContain(log, line => line.StartsWith("2026-01-01", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("<U+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_should_be_its_owners_alone_whatever_the_umask()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var argo = _cli.Start("run", plan, "--yes");
        var start = new ProcessStartInfo(
            "sh", ["-c", "umask 0; exec \"$0\" \"$@\"", argo.FileName, .. argo.ArgumentList])
        {
            WorkingDirectory = argo.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in argo.Environment)
            start.Environment[name] = value;
        start.Environment[FailpointSwitch.Variable] = Failing;
        (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Failed);
        Assert.NotEqual(0, new FileInfo(Log).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    private static string[] Warnings(CliResult result) =>
    [
        .. result.Error.Split('\n')
            .Where(line => line.StartsWith("argo: warning:", StringComparison.Ordinal)),
    ];

    private ProcessStartInfo Slowly(params string[] words)
    {
        var start = _cli.Start(words);
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before:2=slow";
        return start;
    }

    private void Put(string place)
    {
        Directory.CreateDirectory(_cli.Data);
        File.SetUnixFileMode(
            _cli.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (place == "directory")
            Directory.CreateDirectory(Log);
        else if (place == "pipe")
            Process.Start("mkfifo", [Log]).WaitForExit();
        else
            File.CreateSymbolicLink(Log, place == "/dev/full" ? place : "/proc/self/nowhere/argo.log");
    }
}
