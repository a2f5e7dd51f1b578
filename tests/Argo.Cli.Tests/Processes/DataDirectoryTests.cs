using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>A data directory that others can write is used by no command, and the doctor names it.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly string _plan;

    public DataDirectoryTests()
    {
        _cli.Put("a.txt", "old");
        _plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new")));
    }

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> Commands =>
    [
        "run PLAN --yes", "dry-run PLAN", "list", "recover", "key rotate", "lockdown --reason x",
        "workspace add site .", "verify PLAN.record",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_data_directory_that_others_can_write_should_be_refused(string words)
    {
        var id = await _cli.CompleteAsync(_plan);
        (await _cli.ArgoAsync("record", id, "-o", $"{_plan}.record")).Exited(ExitCode.Done);
        File.SetUnixFileMode(_cli.Data, (UnixFileMode)Convert.ToInt32("777", 8));
        _cli.Put("a.txt", "kept");

        var result = await _cli.ArgoAsync(words.Replace("PLAN", _plan, StringComparison.Ordinal).Split(' '));
        result.Exited(ExitCode.NotReachable);
        Assert.Contains($"chmod go-w '{_cli.Data}'", result.Error, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(_cli.In("a.txt")));
    }

    [Theory]
    [InlineData("data", "777")]
    [InlineData("", "777")]
    [InlineData("data/argo.db", "666")]
    [InlineData("data/host-key.pem", "622")]
    public async Task The_doctor_should_name_what_others_can_write_and_its_remedy_should_mend_it(
        string at, string mode)
    {
        await _cli.CompleteAsync(_plan);
        File.SetUnixFileMode(_cli.Data, (UnixFileMode)Convert.ToInt32("711", 8));
        var path = Path.GetFullPath(Path.Combine(_cli.Data, "..", at)).TrimEnd('/');
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        (await _cli.ArgoAsync("list")).Exited(ExitCode.NotReachable);

        var findings = (await _cli.ArgoAsync("doctor", "--json")).Exited(
            ExitCode.Failed).Json["findings"]!.AsArray();
        var finding = Assert.Single(
            findings, one => (string?)one!["subject"] == path && (string?)one["status"] == "problem")!;
        var mend = new System.Diagnostics.ProcessStartInfo(
            "sh", ["-c", ((string)finding["remedy"]!).Split("type: ")[1]]);
        (await CliProcessFixture.RunAsync(Redirected(mend))).Exited(0);
        (await _cli.ArgoAsync("list")).Exited(ExitCode.Done);
    }

    private static System.Diagnostics.ProcessStartInfo Redirected(System.Diagnostics.ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }
}
