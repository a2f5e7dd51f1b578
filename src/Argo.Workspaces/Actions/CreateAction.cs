using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>
/// Creates an empty file or a directory at a free path; with <c>backup_existing</c>, copies a file there.
/// </summary>
internal sealed class CreateAction : IFileAction
{
    private const string Backup = "backup_existing";

    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        if (draft.Step is { Operation: Backup, Parameters.Original: { } original })
            BackUp(draft, original);
        else
            Create(draft, draft.Step.Parameters.Kind ?? EntryKind.File);
    }

    private static void Create(StepDraft draft, EntryKind kind)
    {
        var target = draft.Step.Target;
        draft.Check(
            kind is EntryKind.File or EntryKind.Directory,
            $"{(kind == EntryKind.File ? "an empty file" : "a directory")} is to be created",
            "parameters.kind must be 'file' or 'directory'");
        var there = draft.Look(target);
        FileTargets.NeedFree(draft, target, there, Remedy(there.Kind, kind));
        Directories.NeedParent(draft, target);
        if (kind == EntryKind.Directory)
            MakeDirectory(draft, target);
        else
            MakeFile(draft, target);
    }

    private static void MakeDirectory(StepDraft draft, string target)
    {
        var named = draft.NamedMode() is { } mode
            ? draft.Gives(target).Complete(EntryKind.Directory, mode)
            : draft.NewMode(target, EntryKind.Directory, Inheritance.NewDirectory);
        draft.Open(target, named);
        draft.Close(target, named);
        Say(draft, "directory");
    }

    private static void MakeFile(StepDraft draft, string target)
    {
        var mode = draft.NamedMode() ?? draft.NewMode(target, EntryKind.File, Inheritance.NewFile);
        draft.Do(new Change.PutFile(target, new BytesContent(Array.Empty<byte>()), mode));
        Say(draft, "empty file");
    }

    private static string Remedy(EntryKind there, EntryKind wanted) => (there, wanted) switch
    {
        (EntryKind.Directory, EntryKind.Directory) => "leave the step out, or name another directory",
        (EntryKind.File, EntryKind.File) => "write to it, or delete it first",
        _ => "name another path, or delete it first",
    };

    private static void BackUp(StepDraft draft, string original)
    {
        var (target, source) = (draft.Step.Target, draft.Look(original));
        var free = FileTargets.NeedFree(
            draft, target, draft.Look(target), "move or delete the older backup first");
        if (source.IsAbsent)
        {
            draft.Met($"{Quote(original)} is not there, so there is nothing to back up");
            return;
        }
        Directories.NeedParent(draft, target);
        if (!FileTargets.NeedFile(draft, original, source) || !free)
            return;
        var content = FileTargets.NeedContent(draft, original);
        var mode = FileTargets.CopiedMode(draft, original, target, source);
        draft.Do(new Change.PutFile(target, content, mode));
        Say(draft, $"copy of {Quote(original)}, {Bytes(content.Length)},");
    }

    private static void Say(StepDraft draft, string what) => draft.Say(
        $"{Directories.MadeOnTheWay(draft, draft.Step.Target)}creates the {what} {Quote(draft.Step.Target)}",
        "Takes away what was created, if nobody else has touched it.",
        SafetyLevel.Cautious);
}
