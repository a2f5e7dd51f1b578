using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Creates a file, or replaces its bytes; in a Python plan's mode <c>a</c>, adds to them.</summary>
internal sealed class WriteAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        var entry = draft.Look(target);
        if (!entry.IsAbsent)
            FileTargets.NeedFile(draft, target, entry);
        FileTargets.NeedUnpinned(draft, target, entry);
        Directories.NeedParent(draft, target);
        var named = OpenMode(draft) is null ? draft.NamedMode() : null;
        if (WrittenBytes.Of(draft) is not { } bytes || draft.UnmetFacts.Count > 0)
            return;

        var content = OpenMode(draft) == "a" && !entry.IsAbsent ? Appended(draft, bytes) : bytes;
        Put(draft, entry, content, named);
        Say(draft, entry, content);
    }

    private static string? OpenMode(StepDraft draft) =>
        draft.Step.Parameters.Mode is { } mode and ("w" or "a") ? mode : null;

    private static AppendedContent Appended(StepDraft draft, IContent added)
    {
        var before = FileTargets.NeedContent(draft, draft.Step.Target);
        using var stream = added.OpenRead();
        var more = new byte[added.Length];
        stream.ReadExactly(more);
        return new AppendedContent(before, more, added.IsSecret);
    }

    private static void Put(StepDraft draft, VirtualEntry entry, IContent content, int? named)
    {
        var kept = entry.IsAbsent
            ? draft.NewMode(
                draft.Step.Target,
                EntryKind.File,
                content.IsSecret ? Inheritance.PrivateFile : Inheritance.NewFile)
            : FileTargets.PlainMode(entry);
        draft.Do(new Change.PutFile(draft.Step.Target, content, named ?? kept));
        FileTargets.WarnOfLinks(draft, draft.Step.Target, entry);
    }

    private static void Say(StepDraft draft, VirtualEntry entry, IContent content)
    {
        var target = Quote(draft.Step.Target);
        if (entry.IsAbsent)
        {
            var parents = Directories.MadeOnTheWay(draft, draft.Step.Target);
            draft.Say(
                $"{parents}creates {target} with {Bytes(content.Length)}",
                parents.Length == 0
                    ? "Takes away the created file, if nobody else has touched it."
                    : "Takes away the created file, and the directories made for it, if nobody else has "
                        + "touched them.",
                SafetyLevel.Cautious);
            return;
        }
        var verb = OpenMode(draft) == "a" ? "adds to" : "replaces";
        draft.Say(
            $"{verb} {target}: {Bytes(entry.Size)} before, {Bytes(content.Length)} after",
            "Puts the original file back, the very object with its attributes, from the vault.",
            SafetyLevel.Risky);
    }
}
