using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Cli.Demo;

/// <summary>The plans of the demo, as a planner would have made them.</summary>
internal static class DemoPlans
{
    /// <summary>The path that the last step of <see cref="Report"/> creates.</summary>
    public const string ReportPath = "docs/REPORT.md";

    /// <summary>How many changes <see cref="Report"/> makes: each is one rename.</summary>
    public const int ReportChanges = 4;

    /// <summary>Reads, replaces, creates and deletes.</summary>
    public static ExecutionPlanArtifact Metric() => Plan(
        "measure every ten minutes, and clear out the draft",
        Query(1, "README.md"),
        Write(2, "config/station.ini", "[sensor]\ninterval = 600\nunit = celsius\n"),
        MakeDirectory(3, "data/2026"),
        Write(4, "data/2026/january.csv", "day,mean\n"),
        Delete(5, "data/draft.csv"));

    /// <summary>Changes three things, then creates a file.</summary>
    public static ExecutionPlanArtifact Report() => Plan(
        "write the yearly report",
        Write(
            1, "README.md", "# Weather station\n\nReads a sensor every ten minutes.\nSee docs/REPORT.md.\n"),
        Delete(2, "data/2025/january.csv"),
        Write(3, "bin/station", "#!/bin/sh\nexec python3 -m station --yearly \"$@\"\n"),
        Write(4, ReportPath, "# 2025\n\nA mild year.\n"));

    /// <summary>Many changes, to be cut short.</summary>
    public static ExecutionPlanArtifact Fahrenheit() => Plan(
        "switch to fahrenheit",
        Write(1, "config/station.ini", "[sensor]\ninterval = 600\nunit = fahrenheit\n"),
        Write(2, "config/secret.ini", "token = 77aa\n"),
        Delete(3, "data/2025/february.csv"),
        Delete(4, "docs/guide", recursive: true),
        Write(5, "data/2025/january.csv", "day,mean\n1,36.3\n2,35.4\n"));

    private static ExecutionPlanArtifact Plan(string intent, params PlanStep[] steps) => new()
    {
        PlanId = ArtifactId.New("plan"),
        IntentId = ArtifactId.New("intent"),
        TranscriptionId = ArtifactId.New("transcription"),
        IntentText = intent,
        Steps = [.. steps],
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };

    private static PlanStep Query(int id, string target) =>
        new() { StepId = id, ActionType = ActionType.Query, Operation = "check_exists", Target = target };

    private static PlanStep Write(int id, string target, string content) => new()
    {
        StepId = id,
        ActionType = ActionType.Write,
        Operation = "write_file",
        Target = target,
        Parameters = new StepParameters { Content = content },
    };

    private static PlanStep MakeDirectory(int id, string target) => new()
    {
        StepId = id,
        ActionType = ActionType.Create,
        Operation = "make_directory",
        Target = target,
        Parameters = new StepParameters { Kind = EntryKind.Directory },
    };

    private static PlanStep Delete(int id, string target, bool recursive = false) => new()
    {
        StepId = id,
        ActionType = ActionType.Delete,
        Operation = recursive ? "delete_directory" : "delete_file",
        Target = target,
        Parameters = new StepParameters { Recursive = recursive },
    };
}
