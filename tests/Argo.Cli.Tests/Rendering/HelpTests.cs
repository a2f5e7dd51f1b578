using System.Text.Json.Nodes;
using Argo.Artifacts.Actions;
using Argo.Cli.Rendering;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Rendering;

/// <summary>Help on a terminal of 80 letters.</summary>
public sealed class HelpTests : IDisposable
{
    private const int Width = 80;

    private readonly InProcessCli _inProcessCli = new() { IsTerminal = true, Colours = false, Width = Width };

    public void Dispose() => _inProcessCli.Dispose();

    [Fact]
    public async Task No_line_of_any_help_should_be_longer_than_the_terminal()
    {
        foreach (var words in Root.Build().Subcommands.Select(sub => (string[])[sub.Name, "--help"])
            .Append(["--help"]))
        {
            var help = (await _inProcessCli.ArgoAsync(words)).Exited(ExitCode.Done).Out;
            Assert.All(help.Split('\n'), line => Assert.True(line.Length <= Width, line));
        }
    }

    [Fact]
    public async Task A_long_example_should_keep_its_comment_and_stay_one_command()
    {
        var help = (await _inProcessCli.ArgoAsync("approve", "--help")).Out;
        Assert.Contains("  # from a script: signs unasked\n  argo approve report.json --yes", help);
        var execute = (await _inProcessCli.ArgoAsync("execute", "--help")).Out;
        Assert.Contains(" \\\n", execute, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_on_plans_should_be_one_screen_with_every_action_and_parameter()
    {
        var help = (await _inProcessCli.ArgoAsync("help", "plan")).Exited(ExitCode.Done).Out.TrimEnd('\n');
        var lines = help.Split('\n');
        Assert.True(lines.Length <= 24, $"{lines.Length} lines");
        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        var actions = "read query display write create delete modify move copy chmod control".Split(' ');
        Assert.All(actions, action => Assert.Contains(action, help, StringComparison.Ordinal));
        var parameters =
            ("content content_base64 content_from mode create_parents kind recursive edits find replace "
                + "count append prepend destination overwrite secret on_failure irreversible").Split(' ');
        Assert.All(parameters, name => Assert.Contains(name, help, StringComparison.Ordinal));
        var schema = (await _inProcessCli.ArgoAsync("schema", "plan")).Out;
        Assert.All(parameters, name => Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal));
        var example = help[help.IndexOf("{\"plan_id\"", StringComparison.Ordinal)..];
        var end = example.IndexOf("}]}", StringComparison.Ordinal) + 3;
        var plan = _inProcessCli.Write("example.json", example[..end]);
        (await _inProcessCli.ArgoAsync("dry-run", plan)).Exited(ExitCode.Done);
    }

    [Fact]
    public void The_help_on_plans_should_be_made_from_the_descriptors_of_verbs()
    {
        var verbs = VerbCatalog.BuiltIn.With(
            new VerbDescriptor
            {
                Type = new("archive"),
                Meaning = "Puts a file away.",
                Parameters =
                [
                    new()
                    {
                        Name = "into",
                        Type = VerbParameterType.Path,
                        Meaning = "where",
                        Hint = "a new directory",
                    },
                    new() { Name = "label", Type = VerbParameterType.Text, Meaning = "a word" },
                    KnownParameters.CreateParents,
                ],
            },
            new VerbDescriptor { Type = new("peek"), Meaning = "Looks.", ChangesNothing = true });
        var lines = PlanHelp.Of(verbs);
        Assert.Contains("  archive   into (a new directory), label, create_parents", lines);
        Assert.Contains(
            "  read, display, query, peek   none: they look at the target and change nothing", lines);
        Assert.Equal(
            [
                "  write     content, or content_base64, or content_from (a file's);",
                "            mode (\"0644\"), create_parents (true makes missing directories)",
                "  create    kind (file or directory), mode, create_parents",
                "  modify    edits ([{\"find\": ..., \"replace\": ..., \"count\": 1}]), append, prepend",
                "  delete    recursive (true for a directory with all below it)",
                "  move      destination, overwrite, create_parents",
                "  copy      destination, overwrite, create_parents",
                "  chmod     mode",
                "  read, display, query   none: they look at the target and change nothing",
            ],
            PlanHelp.Lines.Skip(5).Take(9));
    }

    [Fact]
    public async Task Help_on_a_command_should_be_the_same_as_its_own()
    {
        var (run, all) =
            (await _inProcessCli.ArgoAsync("run", "--help"), await _inProcessCli.ArgoAsync("--help"));
        Assert.Equal(run.Out, (await _inProcessCli.ArgoAsync("help", "run")).Out);
        Assert.Equal(all.Out, (await _inProcessCli.ArgoAsync("help")).Out);
        var unknown = (await _inProcessCli.ArgoAsync("help", "frobnicate")).Exited(ExitCode.Usage);
        Assert.Contains("There is no help on 'frobnicate'", unknown.Error, StringComparison.Ordinal);
        var json = (await _inProcessCli.ArgoAsync("help", "plan", "--json")).Json;
        Assert.Contains("chmod", (string)json["help"]!, StringComparison.Ordinal);
    }
}
