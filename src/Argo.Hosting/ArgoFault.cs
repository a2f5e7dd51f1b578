namespace Argo.Hosting;

/// <summary>What kind of failure a caller sees.</summary>
public enum ArgoFault
{
    /// <summary>The input is wrong; exit code 2.</summary>
    InvalidInput,

    /// <summary>The store or the host cannot be reached; exit code 4.</summary>
    NotReachable,

    /// <summary>There is no store where it was looked for, and none was made; exit code 4.</summary>
    NoStore,

    /// <summary>There is no such thing; exit code 5.</summary>
    NotFound,

    /// <summary>A report or an approval is not this host's own: it opens nothing; exit code 6.</summary>
    Refused,

    /// <summary>The execution is left without a durable end; recovery is needed; exit code 3.</summary>
    LeftUnfinished,
}
