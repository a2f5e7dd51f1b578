namespace Argo.Hosting.Adapters;

/// <summary>What can be told of the process that an execution belongs to.</summary>
internal enum OwnerLife
{
    /// <summary>It still runs.</summary>
    Alive,

    /// <summary>It has ended: it changes nothing any more, and hears nothing.</summary>
    Gone,

    /// <summary>
    /// Nobody here can tell: it is of another host or of another PID namespace. The workspace's lock decides
    /// who may take its execution over.
    /// </summary>
    Unknown,
}
