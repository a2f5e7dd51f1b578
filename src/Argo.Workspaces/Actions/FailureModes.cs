using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>What can fail in a step's changes although all that it needs was there at the dry run.</summary>
internal static class FailureModes
{
    /// <summary>Some of <see cref="CommonFailures"/>; none for a step that changes nothing.</summary>
    public static IEnumerable<string> Of(StepDraft draft)
    {
        if (draft.Changes.Count == 0)
            yield break;
        if (draft.Changes.Any(change => change is Change.PutFile or Change.MakeDirectory))
            yield return CommonFailures.NoRoom;
        if (draft.Before.Values.Any(print => print.Kind != EntryKind.Absent))
            yield return CommonFailures.Changed;
        if (draft.Before.Values.Any(print => print.Kind == EntryKind.Absent))
            yield return CommonFailures.Taken;
        yield return CommonFailures.NoRight;
    }
}
