using Argo.Artifacts.Files;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Paths;

/// <summary>The parts of a path that is relative to the workspace; the root itself is <c>""</c>.</summary>
internal static class RelativePath
{
    /// <summary>Refuses what no step may name: what leaves the root, the root itself, the vault.</summary>
    /// <remarks>
    /// The disk refuses such paths too, but below a directory that only the plan makes nothing asks the disk.
    /// </remarks>
    /// <exception cref="WorkspaceException">Refused, with the reason.</exception>
    public static void Check(string path)
    {
        if (WorkspacePath.WhyNot(path) is { } problem)
            throw new WorkspaceException(WorkspaceFault.Refused, $"The path {Quote(path)} {problem}.", path);
    }

    /// <summary>The directory that holds the path; <c>""</c> for a name in the root.</summary>
    public static string Above(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    /// <summary>The last part.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The first part.</summary>
    public static string First(string path) => path.IndexOf('/') is var slash and >= 0 ? path[..slash] : path;

    /// <summary>A path below a directory.</summary>
    public static string Join(string directory, string below) =>
        directory.Length == 0 ? below : $"{directory}/{below}";

    /// <summary>Whether <paramref name="path"/> is <paramref name="directory"/> or below it.</summary>
    public static bool IsWithin(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal)
        && (path.Length == directory.Length || path[directory.Length] == '/');
}
