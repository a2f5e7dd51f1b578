namespace Argo.Actors;

/// <summary>The dispatchers that a host must configure for Argo's actors.</summary>
public static class ArgoDispatchers
{
    /// <summary>Threads of its own for calls that block on the disk.</summary>
    public const string Files = "argo.file-dispatcher";
}
