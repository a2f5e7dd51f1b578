namespace Argo.Hosting.Evidence;

/// <summary>How one link of a chain of custody stands.</summary>
public enum CustodyStatus
{
    /// <summary>Recomputed from its bytes, and as it was.</summary>
    Intact,

    /// <summary>There are no bytes to recompute: only its id is known, or it is not over yet.</summary>
    Named,

    /// <summary>It was there, and is gone.</summary>
    Missing,

    /// <summary>It is not what it was.</summary>
    Altered,
}
