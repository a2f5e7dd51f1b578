namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>What a call does, as far as faults tell calls apart.</summary>
internal enum CallKind
{
    Look,
    Make,
    Write,
    Link,
    Rename,
    Unlink,
    Attribute,
    Flush,

    /// <summary>The journal, whose disk is another one.</summary>
    Journal,
}
