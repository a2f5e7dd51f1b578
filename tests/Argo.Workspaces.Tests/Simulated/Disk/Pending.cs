namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>An edit that is seen, and not durable yet.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Call">Which call made it: the edits of one call have one number.</param>
/// <param name="IsForeign">Whether another program made it.</param>
/// <param name="OfDirectory">Whether the call changed a name of a directory.</param>
internal sealed record Pending(Edit Edit, int Call, bool IsForeign, bool OfDirectory)
{
    /// <summary>Its bytes were lost by a failed flush; what is seen comes from memory alone.</summary>
    public bool IsDoomed { get; set; }
}
