using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>What a step needs of the objects that it reads, replaces or removes.</summary>
internal static class FileTargets
{
    private const int WrittenByOthers = 0x12;

    /// <summary>Needs a regular file; anything else is named, with the reason why it will not do.</summary>
    public static bool NeedFile(StepDraft draft, string path, VirtualEntry entry) =>
        Need(draft, ObjectRules.WhyNotFile(path, entry), $"{Quote(path)} is {StepWording.Of(entry)}");

    /// <summary>Needs a path at which nothing is.</summary>
    public static bool NeedFree(StepDraft draft, string path, VirtualEntry entry, string remedy) =>
        Need(draft, ObjectRules.WhyNotFree(path, entry, remedy), $"{Quote(path)} is free");

    /// <summary>Needs something there that Argo acts on: a file, a directory or a link.</summary>
    public static bool NeedAny(StepDraft draft, string path, VirtualEntry entry) =>
        Need(draft, ObjectRules.WhyNotActedOn(path, entry), $"{Quote(path)} is {StepWording.Of(entry)}");

    /// <summary>Needs that this user may read the file's bytes.</summary>
    /// <exception cref="WorkspaceException">It may not be read.</exception>
    public static IContent NeedContent(StepDraft draft, string path)
    {
        var content = Readable(draft, path);
        using (content.OpenRead())
            draft.Met($"{Quote(path)} may be read");
        return content;
    }

    /// <summary>The file's bytes, which this user must be able to read after the steps so far.</summary>
    /// <exception cref="WorkspaceException">A directory above it may not be searched by then.</exception>
    public static IContent Readable(StepDraft draft, string path)
    {
        draft.Around.NeedReach(path);
        if (draft.Around.Tree.Rights(path) is { DiskPath: null } rights
            && !rights.Allow(draft.Around.Book.Who, ObjectRights.Read))
        {
            draft.Unmet($"after the steps before this one, {Quote(path)} may not be read by this user; put "
                + "the step before the one that changes the mode");
        }
        return draft.Around.Tree.Content(path);
    }

    /// <summary>
    /// Needs that the object may be replaced or renamed: an immutable one may not, not even by root.
    /// </summary>
    public static void NeedUnpinned(StepDraft draft, string path, VirtualEntry entry)
    {
        if (ObjectRules.WhyNotUnpinned(path, entry) is { } reason)
            draft.Unmet(reason);
    }

    /// <summary>Warns when replacing a file by a new one takes it out of a group of hard links.</summary>
    public static void WarnOfLinks(StepDraft draft, string path, VirtualEntry entry)
    {
        if (entry.Kind == EntryKind.File && entry.Links > 1)
        {
            draft.Warn($"{Quote(path)} has {entry.Links} names (hard links); "
                + "the others keep the bytes before");
        }
    }

    /// <summary>The bits that a file keeps when it is replaced: set-id bits are never inherited.</summary>
    public static int PlainMode(VirtualEntry entry) => entry.Mode & 0x1FF;

    /// <summary>
    /// The bits of a new copy: those of the source, as if a program asked for them in a new object. Where the
    /// source has an access control list, which is not copied, its group bits are the list's mask and would
    /// let the group do what only the list's own entries may: the copy gets what the group itself has.
    /// </summary>
    public static int CopiedMode(StepDraft draft, string source, string copy, VirtualEntry entry)
    {
        // a directory's sticky bit is copied
        var requested = entry.Mode & (entry.Kind == EntryKind.Directory ? 0x3FF : 0x1FF);
        var around = draft.Around;
        var acl = entry.Origin is { } origin
            ? around.Book.Acl(origin, PosixAcl.AccessAttribute)
            : around.Tree.Rights(source)?.Acl;
        if (acl is { IsExtended: true } list)
            requested = (requested & ~0x38) | (list.WithMode(entry.Mode).OwningGroup << 3);
        // cp adds a directory's write bits for others at the end, and asks the umask itself for those
        var masked = entry.Kind == EntryKind.Directory ? WrittenByOthers : 0;
        return draft.NewMode(copy, entry.Kind, requested, masked);
    }

    private static bool Need(StepDraft draft, string? reason, string met) =>
        draft.Check(reason is null, met, reason ?? "");
}
