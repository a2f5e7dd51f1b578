using System.Globalization;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;

namespace Argo.Cli.Rendering;

/// <summary>The words for people; the same as in JSON, with spaces.</summary>
internal static class Words
{
    /// <summary>
    /// How an execution stands; an undo that left something out because a person decided so is not called
    /// rolled back.
    /// </summary>
    public static string Of(ExecutionState state, ExecutionStatus? status) =>
        (state, status) is (ExecutionState.RolledBack, ExecutionStatus.Partial)
            ? "rolled back but for what was kept"
            : Word.Of(state);

    public static TextStyle StyleOf(ExecutionState state) => state switch
    {
        ExecutionState.Completed => TextStyle.Good,
        ExecutionState.Parked or ExecutionState.Halted => TextStyle.Bad,
        ExecutionState.RolledBack or ExecutionState.Aborted or ExecutionState.Partial
            or ExecutionState.Abandoned => TextStyle.Warning,
        _ => TextStyle.Plain,
    };

    public static TextStyle StyleOf(SafetyLevel risk) => risk switch
    {
        SafetyLevel.Safe => TextStyle.Plain,
        SafetyLevel.Cautious => TextStyle.Good,
        SafetyLevel.Risky => TextStyle.Warning,
        _ => TextStyle.Bad,
    };

    /// <summary>How long something took: <c>8 ms</c>, <c>1.2 s</c>.</summary>
    public static string Duration(double milliseconds) => milliseconds < 1_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.0} s");

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun, string? nouns = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : nouns ?? $"{noun}s")}");

    /// <summary>A workspace's name and path; one without a name has its path for a name.</summary>
    public static string Workspace(ExecutionEntry entry) => entry.Workspace == entry.WorkspaceRoot
        ? Visible.Line(entry.WorkspaceRoot)
        : $"{Visible.Line(entry.Workspace)} ({Visible.Line(entry.WorkspaceRoot)})";

    /// <summary>Who approved: the name is a claim, and the operating system says whose.</summary>
    public static string By(string? approver, string? osUser) => osUser is null
        ? $"by {Visible.Line(approver)}"
        : $"by {Visible.Line(approver)}, claimed by the operating-system user {Visible.Line(osUser)}";

    /// <summary>The head of a hash: enough to tell two apart by eye.</summary>
    public static string Short(string? hash) => hash is null ? "-" : hash.Length <= 12 ? hash : hash[..12];
}
