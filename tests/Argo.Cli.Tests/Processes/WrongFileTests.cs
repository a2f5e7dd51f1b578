using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>One of Argo's files where another is needed: said by name, with what to do.</summary>
public sealed class WrongFileTests : IDisposable
{
    private static readonly string[] Handed = ["plan", "report", "receipt"];

    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Every_file_of_the_wrong_kind_should_be_called_what_it_is()
    {
        var files = await FilesAsync();
        (string Words, string Wanted)[] commands =
        [
            ("run {0}", "plan"), ("dry-run {0}", "plan"), ("execute {0}", "plan"),
            ("approve {0}", "report"), ("execute plan.json --report {0}", "report"),
            ("execute plan.json --approval {0}", "approval"),
            ("verify record.json --receipt {0}", "receipt"), ("log prove EXEC --against {0}", "head"),
            ("keep intent {0}", "intent"),
        ];
        foreach (var (words, wanted) in commands)
        {
            foreach (var kind in Handed.Where(kind => kind != wanted))
                await RefusedAsync(words, kind, wanted, files);
        }
    }

    private async Task RefusedAsync(
        string command, string kind, string wanted, Dictionary<string, string> files)
    {
        var words = command.Split(' ').Select(word => word switch
        {
            "{0}" => files[kind],
            "plan.json" => files["plan"],
            "record.json" => files["record"],
            "EXEC" => "exec-1",
            _ => word,
        });
        var result = (await _cli.ArgoAsync([.. words])).Exited(ExitCode.Usage);
        var (found, needed) = (Article(kind), Article(wanted));
        Assert.Contains($": is {found}, not {needed}; ", result.Error, StringComparison.Ordinal);
    }

    private static string Article(string noun) => noun[0] is 'a' or 'i' ? $"an {noun}" : $"a {noun}";

    private async Task<Dictionary<string, string>> FilesAsync()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        (await approved.ExecuteAsync("--execution-id", "exec-1")).Exited(ExitCode.Done);
        var files = new Dictionary<string, string>
        {
            ["plan"] = approved.Plan,
            ["report"] = approved.Report,
            ["approval"] = approved.Approval,
        };
        foreach (var (kind, words) in (Dictionary<string, string>)new()
        {
            ["record"] = "record exec-1",
            ["receipt"] = "receipt exec-1",
            ["head"] = "log head",
        })
        {
            files[kind] = Path.Combine(_cli.Outside, $"{kind}.json");
            (await _cli.ArgoAsync([.. words.Split(' '), "-o", files[kind]])).Exited(ExitCode.Done);
        }

        return files;
    }
}
