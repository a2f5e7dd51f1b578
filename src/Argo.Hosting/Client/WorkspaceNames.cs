using Argo.Storage.Repositories;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Client;

/// <summary>
/// What the names of workspaces mean: the settings' own, and those that a person has registered.
/// </summary>
internal sealed class WorkspaceNames
{
    private readonly List<WorkspaceRef> _inForce;
    private readonly IReadOnlyList<WorkspaceEntry> _registered;

    public WorkspaceNames(ArgoOptions options, IReadOnlyList<WorkspaceEntry> registered)
    {
        _registered = registered;
        _inForce =
        [
            .. options.Workspaces.Select(one => new WorkspaceRef(
                one.Key, CanonicalPath.Of(one.Value))),
            .. registered.Where(one => one.IsInForce).Select(one => new WorkspaceRef(one.Name, one.Root)),
        ];
    }

    /// <summary>Why a text cannot be a name; null when it can.</summary>
    public static string? WhyNot(string name) =>
        string.IsNullOrWhiteSpace(name) ? "must not be empty"
        : name.Length > 255 ? "must have at most 255 letters"
        : name.Any(char.IsControl) ? "must not contain control characters"
        : name.Contains('/', StringComparison.Ordinal) || name is "." or ".."
            ? "must not be a path: leave out '/', and '.' and '..' alone"
        : name[0] is '-' or '~' ? $"must not begin with '{name[0]}'"
        : null;

    /// <summary>The workspace that a person means by what was typed here: a name, or a directory.</summary>
    /// <exception cref="ArgoException">It is neither, or both and not the same.</exception>
    public WorkspaceRef Find(string given)
    {
        var directory = Directory.Exists(given) ? CanonicalPath.Of(given) : null;
        return FindByName(given, directory)
            ?? (directory is not null ? At(directory) : throw Unknown(given));
    }

    /// <summary>
    /// The workspace that a plan names: a name, or an absolute path. A relative one would mean another tree
    /// wherever the plan is run.
    /// </summary>
    /// <exception cref="ArgoException">It is neither, or a name that is a directory here too.</exception>
    public WorkspaceRef FindForPlan(string wanted)
    {
        var here = Directory.Exists(wanted) ? CanonicalPath.Of(wanted) : null;
        if (FindByName(wanted, here) is { } named)
            return named;
        return Path.IsPathFullyQualified(wanted)
            ? At(here ?? wanted)
            : throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: the plan is for '{wanted}', and no workspace has that name. Type "
                + $"'argo workspace add {wanted} DIR', or give the plan an absolute path, or leave "
                + $"'workspace' out of it.{Earlier(wanted)}");
    }

    /// <summary>The workspace at a path; by its name where it has one, else by the path.</summary>
    public WorkspaceRef At(string root) =>
        _inForce.Find(one => one.Root == root) ?? new WorkspaceRef(root, root);

    private WorkspaceRef? FindByName(string name, string? directoryHere)
    {
        var roots = _inForce.Where(one => one.Name == name).DistinctBy(one => one.Root).ToArray();
        return roots switch
        {
            [] => null,
            [var one] when directoryHere is null || directoryHere == one.Root => one,
            [var one] => throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: '{name}' is the name of '{one.Root}', and also a directory here, "
                + $"'{directoryHere}'. Give the path of the one you mean ('./{name}' for the directory "
                + "here)."),
            [var one, var other, ..] => throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: '{name}' is '{one.Root}' in the settings, and was registered for "
                + $"'{other.Root}'. Give the path of the one you mean, or type "
                + $"'argo workspace remove {name}'."),
        };
    }

    private ArgoException Unknown(string given) => new(ArgoFault.InvalidInput,
        $"workspace: '{given}' is neither a directory here nor the name of a workspace; give its path, or "
        + $"name it by 'argo workspace add NAME DIR'.{Earlier(given)}");

    /// <summary>Earlier versions named what they came across; whoever relied on it is told.</summary>
    private string Earlier(string name) =>
        _registered.FirstOrDefault(one => one.Name == name && !one.IsInForce) is { } row
            ? $" (An earlier version took '{name}' for '{row.Root}'; if that is meant, type "
                + $"'argo workspace add {name} {row.Root}'.)"
            : "";
}
