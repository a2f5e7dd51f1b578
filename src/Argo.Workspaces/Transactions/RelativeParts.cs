namespace Argo.Workspaces.Transactions;

/// <summary>The two halves of a path relative to the root.</summary>
internal static class RelativeParts
{
    /// <summary>The directory; empty for the root.</summary>
    public static string ParentOf(string path) =>
        path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
