using System.Text.Json.Nodes;

namespace Argo.Cli.Tests.Support;

/// <summary>Plans as JSON, and a tree for them to act on.</summary>
internal static class Plans
{
    public const int SourceFiles = 25;

    public static string Of(params JsonObject[] steps) => new JsonObject
    {
        ["plan_id"] = "plan-test",
        ["intent_id"] = "intent-test",
        ["intent_text"] = "Prove something",
        ["steps"] = new JsonArray([.. steps]),
        ["created_at"] = "2026-01-31T12:00:00+00:00",
        ["schema_version"] = "2.0.0",
    }.ToJsonString();

    public static JsonObject Step(int id, string action, string target, JsonObject? parameters = null) =>
        new()
    {
        ["step_id"] = id,
        ["action_type"] = action,
        ["target"] = target,
        ["parameters"] = parameters ?? [],
    };

    public static JsonObject Write(int id, string target, string content) =>
        Step(id, "write", target, new JsonObject { ["content"] = content });

    /// <summary>A source tree: nested directories, several modes, links.</summary>
    public static void MakeSourceTree(CliProcessFixture cli)
    {
        for (var i = 0; i < SourceFiles; i++)
            cli.Put($"src/module{i % 5}/part{i}.cs", $"// part {i}\nclass Part{i};\n");
        cli.Put("tools/build.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(cli.In("tools/build.sh"), (UnixFileMode)Convert.ToInt32("755", 8));
        cli.Put("secret.key", "k\n");
        File.SetUnixFileMode(cli.In("secret.key"), (UnixFileMode)Convert.ToInt32("600", 8));
        Directory.CreateDirectory(cli.In("empty/inner"));
        File.CreateSymbolicLink(cli.In("current"), "src/module0");
        File.CreateSymbolicLink(cli.In("dangling"), "nowhere");
    }

    /// <summary>
    /// Fifty steps on <see cref="MakeSourceTree"/>: 15 replace, 20 create, 5 make directories, 10 delete.
    /// </summary>
    public static string FiftySteps()
    {
        var steps = new List<JsonObject>();
        for (var i = 0; i < 15; i++)
            steps.Add(Write(steps.Count + 1, $"src/module{i % 5}/part{i}.cs", $"// part {i}, changed\n"));
        for (var i = 0; i < 5; i++)
            steps.Add(Step(steps.Count + 1, "create", $"new{i}", new JsonObject { ["kind"] = "directory" }));
        for (var i = 0; i < 20; i++)
            steps.Add(Write(steps.Count + 1, $"new{i % 5}/file{i}.txt", $"file {i}\n"));
        for (var i = 15; i < 25; i++)
            steps.Add(Step(steps.Count + 1, "delete", $"src/module{i % 5}/part{i}.cs"));
        return Of([.. steps]);
    }

    /// <summary>So many writes that whoever makes them slow has time to interfere.</summary>
    public static string ManySteps(int count = 500) =>
        Of([.. Enumerable.Range(1, count).Select(i => Write(i, $"many{i}.txt", $"{i}\n"))]);
}
