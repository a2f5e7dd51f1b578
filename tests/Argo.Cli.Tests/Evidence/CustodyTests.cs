using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Evidence;

/// <summary>
/// trace, verify --all, log and export: the whole chain, and what shows when it is altered.
/// </summary>
public sealed class CustodyTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("state = 'garbage'")]
    [InlineData("submitted_at = -1")]
    [InlineData("finished_at = 9000000000000000000")]
    public async Task A_row_that_cannot_be_read_should_be_named_and_the_rest_be_checked_and_listed(
        string altered)
    {
        var bad = await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"))));
        var other = Plans.Of(Plans.Write(1, "b.txt", "b\n"));
        var good = await _cli.CompleteAsync(_cli.Plan(other, "b.json"));
        _cli.AlterStore($"UPDATE executions SET {altered} WHERE execution_id = '{bad}'");

        var all = (await _cli.ArgoAsync("verify", "--all", "--json")).Exited(ExitCode.EvidenceBroken).Json;
        Assert.Equal(2, (int)all["executions"]!);
        Assert.Contains(bad, all["broken"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(good, all["broken"]!.ToJsonString(), StringComparison.Ordinal);
        (await _cli.ArgoAsync("verify", bad)).Exited(ExitCode.EvidenceBroken);
        (await _cli.ArgoAsync("verify", good)).Exited(ExitCode.Done);

        var list = (await _cli.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Json;
        Assert.Equal(good, (string?)Assert.Single(list["executions"]!.AsArray())!["execution_id"]);
        Assert.Equal(bad, (string?)Assert.Single(list["unreadable"]!.AsArray())!["execution_id"]);
        foreach (var word in (string[])["list", "doctor"])
            Assert.Contains(bad, (await _cli.ArgoAsync(word)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_id_should_lead_to_all_others()
    {
        (await _cli.ArgoAsync("keep", "intent", _cli.PutFile(
            "intent.json", """{"intent_id": "intent-test", "text": "Prove something"}"""))).Exited(ExitCode.Done);
        var id = await RunAsync("a.txt");
        var tree = (await _cli.ArgoAsync("trace", id, "--json")).Exited(ExitCode.Done).Json;
        var nodes = Nodes(tree["roots"]!.AsArray()).ToArray();
        Assert.Equal(
            ["intent", "plan", "report", "approval", "execution", "undo", "result", "record", "receipt",
                "log_entry"],
            nodes.Select(node => (string?)node["kind"]));
        foreach (var node in nodes.Where(node => (string?)node["kind"] is not ("log_entry" or "undo")))
        {
            foreach (var key in new[] { (string?)node["id"], (string?)node["digest"] }.OfType<string>())
            {
                var other = (await _cli.ArgoAsync("trace", key, "--json")).Exited(ExitCode.Done).Json;
                Assert.True(
                    JsonNode.DeepEquals(tree["roots"], other["roots"]), $"{node["kind"]} {key}: {other}");
            }
        }
    }

    [Fact]
    public async Task A_plan_should_lead_to_every_report_approval_and_execution_of_it()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "x\n")));
        (await _cli.ArgoAsync("dry-run", plan)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("execute", plan)).Exited(ExitCode.Refused);
        var tree = (await _cli.ArgoAsync("trace", "plan-test", "--json")).Exited(ExitCode.Done).Json;
        var kinds = Nodes(tree["roots"]!.AsArray()).CountBy(node => (string)node["kind"]!).ToDictionary();
        Assert.Equal((1, 2, 1, 2), (kinds["plan"], kinds["report"], kinds["approval"], kinds["execution"]));
    }

    [Fact]
    public async Task What_nothing_has_should_be_exit_5()
    {
        await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new"))));
        Assert.Contains(
            "nothing-here",
            (await _cli.ArgoAsync("trace", "nothing-here")).Exited(ExitCode.NotFound).Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE artifacts SET json = CAST(replace(CAST(json AS TEXT), 'a.txt', 'b.txt') AS BLOB) "
        + "WHERE kind = 'plan'", "BAD ")]
    [InlineData("DELETE FROM artifacts WHERE kind = 'report'", "GONE")]
    [InlineData("DELETE FROM artifacts WHERE kind = 'approval'", "GONE")]
    public async Task A_missing_or_altered_link_should_be_told(string sql, string mark)
    {
        var id = await RunAsync("a.txt");
        _cli.AlterStore(sql);
        var traced = (await _cli.ArgoAsync("trace", id)).Exited(ExitCode.EvidenceBroken);
        Assert.Contains(mark, traced.Out, StringComparison.Ordinal);
        Assert.Contains("BROKEN", traced.Out, StringComparison.Ordinal);
        (await _cli.ArgoAsync("verify", id)).Exited(ExitCode.EvidenceBroken);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.EvidenceBroken);
    }

    [Fact]
    public async Task A_log_that_grew_should_be_proved_and_one_that_was_rewritten_should_not()
    {
        var (first, second) = (await RunAsync("a.txt"), await RunAsync("b.txt"));
        var head = Path.Combine(_cli.Outside, "head.json");
        var proof = Path.Combine(_cli.Outside, "proof.json");
        (await _cli.ArgoAsync("log", "head", "-o", head)).Exited(ExitCode.Done);
        var third = await RunAsync("c.txt");
        foreach (var id in (string[])[first, second, third])
        {
            (await _cli.ArgoAsync("log", "prove", id, "--against", head, "-o", proof, "--force"))
                .Exited(ExitCode.Done);
            (await _cli.ArgoAsync("verify", proof)).Exited(ExitCode.Done);
        }

        // Everything of the second execution is taken away, and the rest renumbered, as if it had never been.
        _cli.AlterStore($"DELETE FROM executions WHERE execution_id = '{second}'; "
            + $"DELETE FROM evidence_log WHERE execution_id = '{second}'; "
            + "UPDATE evidence_log SET leaf_index = 1 WHERE leaf_index = 2; "
            + "UPDATE evidence_log_size SET size = 2");
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.EvidenceBroken);
        var forged = await _cli.ArgoAsync("log", "prove", first, "--against", head);
        Assert.Contains(
            "removed, changed or", forged.Exited(ExitCode.EvidenceBroken).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_cut_at_its_end_should_not_go_on_from_a_published_head()
    {
        var (first, second) = (await RunAsync("a.txt"), await RunAsync("b.txt"));
        var head = Path.Combine(_cli.Outside, "head.json");
        (await _cli.ArgoAsync("log", "head", "-o", head)).Exited(ExitCode.Done);
        _cli.AlterStore($"DELETE FROM executions WHERE execution_id = '{second}'; "
            + $"DELETE FROM artifacts WHERE artifact_id = '{second}'; "
            + "DELETE FROM evidence_log WHERE leaf_index = 1; UPDATE evidence_log_size SET size = 1");
        (await _cli.ArgoAsync("log", "prove", first, "--against", head)).Exited(ExitCode.EvidenceBroken);
    }

    [Fact]
    public async Task An_export_should_verify_file_by_file_and_not_be_overwritten_unasked()
    {
        await RunAsync("a.txt");
        await RunAsync("b.txt");
        var folder = Path.Combine(_cli.Outside, "out");
        var report = (await _cli.ArgoAsync("export", "--since", "1h", "-o", folder, "--json"))
            .Exited(ExitCode.Done).Json;
        Assert.Equal(2, (int)report["executions"]!);
        Assert.Equal(2 * 3 + 2, Directory.GetFiles(folder).Length);
        string[] elsewhere =
            ["--key", Directory.GetFiles(folder, "*.pem")
                .Single(), "--data", Path.Combine(_cli.Outside, "none")];
        foreach (var file in Directory.GetFiles(folder, "*.json").Where(file => !file.EndsWith(
            ".result.json", StringComparison.Ordinal)))
            (await _cli.ArgoAsync(["verify", file, .. elsewhere])).Exited(ExitCode.Done);
        Assert.Contains(
            "--force",
            (await _cli.ArgoAsync("export", "-o", folder)).Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
        (await _cli.ArgoAsync("export", "-o", folder, "--force")).Exited(ExitCode.Done);
        var none =
            (await _cli.ArgoAsync("export", "--since", "2099-01-01", "-o", folder, "--force", "--json"))
            .Exited(ExitCode.Done).Json;
        Assert.Equal(0, (int)none["executions"]!);
        (await _cli.ArgoAsync("export", "--since", "soon", "-o", folder)).Exited(ExitCode.Usage);
        (await _cli.ArgoAsync("export", "--format", "xml", "-o", folder)).Exited(ExitCode.Usage);
    }

    [Fact]
    public async Task Provenance_should_name_entities_activities_and_agents_that_are_there()
    {
        _cli.Put("gone.txt", "bye\n");
        var id = await RunAsync("a.txt", Plans.Step(3, "delete", "gone.txt"));
        var folder = Path.Combine(_cli.Outside, "prov");
        (await _cli.ArgoAsync("export", "--format", "prov", "-o", folder)).Exited(ExitCode.Done);
        var prov =
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, $"{id}.prov.json")))!.AsObject();
        Assert.Equal("urn:argo:", (string?)prov["prefix"]!["argo"]);
        var named = new[] { "entity", "activity", "agent" }.SelectMany(group => prov[group]!.AsObject())
            .Select(one => one.Key).ToHashSet();
        foreach (var relation in (string[])
            ["used", "wasGeneratedBy", "wasAssociatedWith", "wasDerivedFrom", "wasInvalidatedBy"])
        {
            var all = prov[relation]!.AsObject();
            Assert.NotEmpty(all);
            Assert.All(all.SelectMany(one => one.Value!.AsObject()),
                end => Assert.Contains((string)end.Value!, named));
        }

        Assert.Contains($"argo:execution/{id}", named);
        Assert.Contains("argo:file/after/a.txt", named);
    }

    [Fact]
    public async Task The_record_of_a_killed_run_should_tell_what_was_journaled_and_undone_in_one_chain()
    {
        Plans.MakeSourceTree(_cli);
        await _cli.ArgoAtAsync("swap.rename.after:30", "run", _cli.Plan(Plans.FiftySteps()), "--yes");
        await _cli.ArgoAtAsync("undo.rename.after:10", "recover");
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        var id = (string)(await _cli.ArgoAsync("list", "--json")).Json["executions"]![0]!["execution_id"]!;
        var record = (await _cli.ArgoAsync("record", id, "--json")).Exited(ExitCode.Done).Json;
        var events = record["step_events"]!.AsArray();
        Assert.Equal(
            ["prepared", "rolling_back"],
            events.Take(2).Select(step => (string?)step!["details"]!["fact"]));
        Assert.Equal("execution_resumed", (string?)events[2]!["event_type"]);
        Assert.Equal(20, events.Count(step => (string?)step!["event_type"] == "step_compensated"));
        (await _cli.ArgoAsync("verify", id)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done);
    }

    [Theory]
    [InlineData("log", "tail")]
    [InlineData("log", "prove")]
    [InlineData("log", "head", "exec")]
    [InlineData("key", "burn")]
    [InlineData("keep", "poem", "x")]
    [InlineData("verify")]
    [InlineData("verify", "x", "--all")]
    [InlineData("export")]
    [InlineData("trace", "")]
    public async Task A_wrong_word_should_be_a_usage_error(params string[] words) =>
        Assert.Single((await _cli.ArgoAsync(words)).Exited(ExitCode.Usage).Error.TrimEnd('\n').Split('\n'));

    private Task<string> RunAsync(string target, params JsonObject[] more) => _cli.CompleteAsync(
        _cli.Plan(Plans.Of([Plans.Write(1, target, "x\n"), Plans.Step(2, "query", target), .. more])));

    private static IEnumerable<JsonObject> Nodes(JsonArray nodes) =>
        nodes.SelectMany(node => Nodes(node!["children"]!.AsArray()).Prepend(node.AsObject()));
}
