using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>A data directory that others can write is used by no command, and the doctor names it.</summary>
public sealed class DataDirectorySpecs : IDisposable
{
    private readonly Bench _bench = new();
    private readonly string _plan;

    public DataDirectorySpecs()
    {
        _bench.Put("a.txt", "old");
        _plan = _bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "new")));
    }

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string> Commands =>
    [
        "run PLAN --yes", "dry-run PLAN", "list", "recover", "key rotate", "lockdown --reason x",
        "workspace add site .", "verify PLAN.record",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_data_directory_that_others_can_write_should_be_refused(string words)
    {
        var id = await _bench.CompleteAsync(_plan);
        (await _bench.ArgoAsync("record", id, "-o", $"{_plan}.record")).Exited(ExitCode.Done);
        File.SetUnixFileMode(_bench.Data, (UnixFileMode)Convert.ToInt32("777", 8));
        _bench.Put("a.txt", "kept");

        var ran = await _bench.ArgoAsync(words.Replace("PLAN", _plan, StringComparison.Ordinal).Split(' '));
        ran.Exited(ExitCode.NotReachable);
        Assert.Contains($"chmod go-w '{_bench.Data}'", ran.Error, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(_bench.In("a.txt")));
    }

    [Theory]
    [InlineData("data", "777")]
    [InlineData("", "777")]
    [InlineData("data/argo.db", "666")]
    [InlineData("data/host-key.pem", "622")]
    public async Task The_doctor_should_name_what_others_can_write_and_its_remedy_should_mend_it(
        string at, string mode)
    {
        await _bench.CompleteAsync(_plan);
        File.SetUnixFileMode(_bench.Data, (UnixFileMode)Convert.ToInt32("711", 8));
        var path = Path.GetFullPath(Path.Combine(_bench.Data, "..", at)).TrimEnd('/');
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        (await _bench.ArgoAsync("list")).Exited(ExitCode.NotReachable);

        var findings = (await _bench.ArgoAsync("doctor", "--json")).Exited(
            ExitCode.Failed).Json["findings"]!.AsArray();
        var finding = Assert.Single(
            findings, one => (string?)one!["subject"] == path && (string?)one["status"] == "problem")!;
        var mend = new System.Diagnostics.ProcessStartInfo(
            "sh", ["-c", ((string)finding["remedy"]!).Split("type: ")[1]]);
        (await Bench.RunAsync(Redirected(mend))).Exited(0);
        (await _bench.ArgoAsync("list")).Exited(ExitCode.Done);
    }

    private static System.Diagnostics.ProcessStartInfo Redirected(System.Diagnostics.ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }
}
