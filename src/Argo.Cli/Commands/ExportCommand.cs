using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo export -o DIR</c>: records, results, receipts, the log's head and the keys as files.
/// </summary>
internal sealed class ExportCommand : ArgoCommand
{
    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only what ended then or later: a date, a time, or how long ago, such as 7d.",
        HelpName = "TIME",
        CustomParser = result => TimestampArgument.Parse(result, TimeProvider.System),
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "argo: Argo's own artifacts; prov: W3C PROV-JSON. Default: argo.",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The directory to write into; made when it is missing.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _force = Shared.Force();

    public ExportCommand()
        : base(
            "export",
            "Writes records, results and receipts, the signed head of the log, and the public keys as files.",
            "argo export --since 2026-01-01 -o evidence",
            "argo export --since 7d --format prov -o provenance   # W3C PROV-JSON")
    {
        Add(_since);
        Add(_format);
        Add(_output);
        Add(_force);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var directory = context.Get(_output) is { Length: > 0 } given and not OutputFile.Standard
            ? FullPath.Of(given, "-o")
            : throw CliException.Usage("-o: name the directory to write into.", "-o");
        var report = await context.OpenStored<IArgoEvidence>().ExportAsync(
            new ExportRequest
            {
                Directory = directory,
                Since = context.Get(_since),
                Format = FormatOf(context.Get(_format)),
                Overwrite = context.Get(_force),
            },
            context.Stop).ConfigureAwait(false);
        return new CommandOutcome(
            ExitCode.Done,
            new JsonObject
            {
                ["executions"] = report.Executions,
                ["directory"] = directory,
                ["files"] = new JsonArray([.. report.Files.Select(file => JsonValue.Create(file))]),
            },
            screen => Show(screen, report, directory));
    }

    private static ExportFormat FormatOf(string? word) => word switch
    {
        null or "argo" => ExportFormat.Argo,
        "prov" => ExportFormat.Prov,
        _ => throw CliException.Usage(
            $"There is no format {Visible.Quote(word)}; there are: argo, prov.", "--format"),
    };

    private static void Show(Screen screen, ExportReport report, string directory) => screen.Line(
        $"Wrote {Words.Count(report.Files.Length, "file")} of "
        + $"{Words.Count(report.Executions, "execution")} into {Visible.Line(directory)}.",
        TextStyle.Good);
}
