namespace Argo.Hosting;

/// <summary>
/// What a host does when it starts; no setting, because a start without recovery is an exception.
/// </summary>
public sealed class ArgoStart
{
    /// <summary>
    /// Whether it takes over what dead processes left. A host that is only there to settle one execution as a
    /// person decided leaves the others alone.
    /// </summary>
    public bool Recovers { get; set; } = true;
}
