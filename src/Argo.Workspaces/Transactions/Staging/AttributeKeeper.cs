using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>Gives a new file what the one that it replaces had beside its bytes.</summary>
internal sealed class AttributeKeeper(IKernel kernel)
{
    /// <summary>
    /// What set-user-id and set-group-id add to a mode: other bytes must never inherit them.
    /// </summary>
    public const int SetIdBits = 0b110_000_000_000;

    /// <summary>
    /// Owner, ACL and extended attributes, but nothing that gives the bytes rights of their own.
    /// </summary>
    /// <exception cref="WorkspaceException">One of them cannot be kept.</exception>
    public void Keep(SafeFileHandle from, EntryStat stat, SafeFileHandle to, string path)
    {
        KeepOwner(stat, to, path);
        CopyAttributes(from, to, path, withRights: false);
    }

    /// <summary>Everything, times too: the copy stands in for the original.</summary>
    /// <exception cref="WorkspaceException">One of them cannot be kept.</exception>
    public void KeepAll(SafeFileHandle from, EntryStat stat, SafeFileHandle to, string path)
    {
        KeepOwner(stat, to, path);
        CopyAttributes(from, to, path, withRights: true);
        if (stat.Kind is not EntryKind.Symlink)
            kernel.ChangeMode(to, stat.Mode).OrThrow("keep the mode of", path);
        kernel.SetTimes(to, stat.AtimeNs, stat.Identity.MtimeNs).OrThrow("keep the times of", path);
    }

    private void KeepOwner(EntryStat stat, SafeFileHandle to, string path)
    {
        kernel.Stat(to, PathBytes.Itself, out var made).OrThrow("look at the staged", path);
        if ((made.Uid, made.Gid) != (stat.Uid, stat.Gid))
            kernel.ChangeOwner(to, stat.Uid, stat.Gid).OrThrow("keep the owner of", path);
    }

    private void CopyAttributes(SafeFileHandle from, SafeFileHandle to, string path, bool withRights)
    {
        kernel.ListAttributes(from, out var names).OrThrow("list the attributes of", path);
        // an access control list last: it can take from this user the right to set the others
        foreach (var name in names.OrderBy(IsAcl))
        {
            var text = Encoding.UTF8.GetString(name);
            if (!withRights && ExtendedAttributes.GivesRights(text))
                continue;
            var errno = kernel.GetAttribute(from, name, out var value);
            if (errno is Errno.Ok)
                errno = kernel.SetAttribute(to, name, value);
            if (errno is not Errno.Ok && !ExtendedAttributes.IsTheSystems(text))
                throw errno.ToException($"keep the attribute {text} of", path);
        }
    }

    private static bool IsAcl(byte[] name) => name.AsSpan().StartsWith("system."u8);
}
