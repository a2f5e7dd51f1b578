namespace Argo.Workspaces.Native;

/// <summary>What a handle is opened for.</summary>
internal enum OpenFor
{
    /// <summary>To name the object only (O_PATH), whatever it is; a link is opened itself.</summary>
    Reference,

    /// <summary>To name a directory only (O_PATH).</summary>
    DirectoryReference,

    /// <summary>To list a directory, or to flush it.</summary>
    Directory,

    /// <summary>To read a file that is known to be regular.</summary>
    Read,

    /// <summary>To read and write a file that is known to be regular.</summary>
    ReadWrite,
}
