using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// What a workspace held when an execution began, so that changes outside its plan can be told at its end.
/// </summary>
/// <remarks>
/// Two looks at every entry, not a stream of notices: a change that is taken back in between is not seen, and
/// none is lost in a queue. Files are known by inode, birth time, size, times, mode and owner; directories
/// without times, because whatever is made in them changes those.
/// </remarks>
internal sealed class WorkspaceWatch
{
    private const int Attempts = 3;

    private readonly IRealTree _root;
    private readonly Dictionary<string, EntryStat> _before;

    private WorkspaceWatch(IRealTree root, Dictionary<string, EntryStat> before) =>
        (_root, _before) = (root, before);

    /// <summary>Looks at everything in the workspace but the vault; null when that cannot be done.</summary>
    public static WorkspaceWatch? Begin(IRealTree root) =>
        Look(root) is { } before ? new WorkspaceWatch(root, before) : null;

    /// <summary>
    /// What differs now, outside what the steps of this report change; null when nobody can tell.
    /// </summary>
    public ImmutableArray<Drift>? FindUndeclared(DryRunExecutionReport report)
    {
        var declared = new DeclaredPaths(report);
        if (Look(_root) is not { } now)
            return null;
        var changed = _before.Keys.Union(now.Keys)
            .Where(path => !declared.Contains(path))
            .Select(path =>
                (Path: path, Was: _before.GetValueOrDefault(path), Is: now.GetValueOrDefault(path)))
            .Where(entry => entry.Was is null || entry.Is is null || !IsSame(entry.Was, entry.Is));
        return
        [
            .. changed.OrderBy(entry => entry.Path, StringComparer.Ordinal)
                .Select(entry =>
                    new Drift(ExactPath.Shown(entry.Path), In(entry.Was), Now(entry.Was, entry.Is))),
        ];
    }

    /// <summary>A tree that others change meanwhile may need another attempt.</summary>
    private static Dictionary<string, EntryStat>? Look(IRealTree root)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return root.Walk("").ToDictionary(
                    entry => ExactPath.Of(entry.Path.Span), entry => entry.Stat, StringComparer.Ordinal);
            }
            catch (WorkspaceException)
            {
                // an entry was gone or moved between its name and the look at it
            }
        }

        return null;
    }

    private static bool IsSame(EntryStat was, EntryStat now)
    {
        var sameMeta = was.Kind == now.Kind && was.Mode == now.Mode && was.Uid == now.Uid
            && was.Gid == now.Gid;
        if (!sameMeta || !was.Identity.IsSameObject(now.Identity))
            return false;
        var isOnlyName = was.Links == 1
            && now.Links == 1; // another name's exchange moves the ctime of them all
        return was.Kind is EntryKind.Directory
            || (was.Identity.IsUnchanged(now.Identity)
                && (!isOnlyName || was.Identity.CtimeNs == now.Identity.CtimeNs));
    }

    private static string In(EntryStat? stat) => StepWording.Of(Fingerprints.Of(stat, null));

    private static string Now(EntryStat? was, EntryStat? now) =>
        was is null || now is null || In(was) != In(now)
        ? In(now)
        : was.Identity.IsSameObject(
            now.Identity) ? $"{In(now)}, changed in place" : $"{In(now)}, another one";
}
