using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// Gives a new object the group, the access control lists and the mode that the system would have given it,
/// had it been made where it is to be: it is made in the vault, which gives nothing.
/// </summary>
internal sealed class NewObjectRights(IKernel kernel, Credentials who)
{
    /// <summary>Gives them to a staged object.</summary>
    /// <param name="made">The object.</param>
    /// <param name="kind">A file or a directory.</param>
    /// <param name="gives">What the directory gives in which it is to be.</param>
    /// <param name="mode">Its bits; null takes those of any new object, less the umask.</param>
    /// <param name="path">Where it is to be, for messages.</param>
    /// <exception cref="WorkspaceException">The system refuses one of them.</exception>
    public void Give(SafeFileHandle made, EntryKind kind, Inheritance gives, int? mode, string path)
    {
        var requested = kind is EntryKind.Directory ? Inheritance.NewDirectory : Inheritance.NewFile;
        var bits = mode ?? gives.ModeOf(kind, requested, ProcessUmask.Value);
        GiveGroup(made, gives.Group ?? who.Group, path);
        if (gives.AclOf(bits) is { } list)
            Set(made, PosixAcl.AccessAttribute, list, path);
        if (kind is EntryKind.Directory && gives.DefaultAcl is { } passedOn)
            Set(made, PosixAcl.DefaultAttribute, passedOn, path);
        kernel.ChangeMode(made, bits).OrThrow("set the mode of", path);
    }

    private void GiveGroup(SafeFileHandle made, uint group, string path)
    {
        kernel.Stat(made, PathBytes.Itself, out var stat).OrThrow("look at the staged object for", path);
        if (stat.Gid != group)
            kernel.ChangeOwner(made, stat.Uid, group).OrThrow("set the group of", path);
    }

    private void Set(SafeFileHandle made, string attribute, PosixAcl list, string path) =>
        kernel.SetAttribute(made, Encoding.ASCII.GetBytes(attribute), list.ToBytes())
            .OrThrow("set the access control list of", path);
}
