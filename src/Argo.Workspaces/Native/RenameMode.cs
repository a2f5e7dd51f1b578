namespace Argo.Workspaces.Native;

/// <summary>How a rename treats an object that has the new name already.</summary>
internal enum RenameMode
{
    /// <summary>It goes away.</summary>
    Replace,

    /// <summary>The rename fails with <see cref="Errno.Exists"/>.</summary>
    NoReplace,

    /// <summary>Both change places.</summary>
    Exchange,
}
