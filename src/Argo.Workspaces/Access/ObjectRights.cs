using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Access;

/// <summary>What decides who may do what with one object.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permission bits, with set-id and sticky bits.</param>
/// <param name="Uid">Its owner.</param>
/// <param name="Gid">Its group.</param>
/// <param name="Acl">Its access control list; null where the bits say all.</param>
internal sealed record ObjectRights(EntryKind Kind, int Mode, uint Uid, uint Gid, PosixAcl? Acl)
{
    /// <summary>To read a file, or the names in a directory.</summary>
    public const int Read = 4;

    /// <summary>To write a file, or to move a directory.</summary>
    public const int Write = 2;

    /// <summary>To reach what is in a directory.</summary>
    public const int Search = 1;

    /// <summary>To add and remove names in a directory.</summary>
    public const int ChangeNames = Write | Search;

    private const int SetGroupId = 0x400;
    private const int Sticky = 0x200;

    /// <summary>Whether new entries get this directory's group.</summary>
    public bool GivesGroup => (Mode & SetGroupId) != 0;

    /// <summary>Whether only owners may remove what is in this directory.</summary>
    public bool IsSticky => (Mode & Sticky) != 0;

    /// <summary>
    /// Where on the disk the object is, and is as it will be; null where the plan changes it.
    /// </summary>
    public string? DiskPath { get; init; }

    /// <summary>The rights of an object on the disk.</summary>
    public static ObjectRights Of(EntryStat stat, PosixAcl? acl) =>
        new(stat.Kind, stat.Mode, stat.Uid, stat.Gid, acl);

    /// <summary>Whether the bits and the list let somebody do all of what is wanted.</summary>
    public bool Allow(Credentials who, int wanted)
    {
        if (who.OverridesAccess || who.OverridesReading && (wanted & Write) == 0)
            return true;
        return (Granted(who, wanted) & wanted) == wanted;
    }

    private int Granted(Credentials who, int wanted)
    {
        if (who.User == Uid)
            return Mode >> 6;
        if (Acl is { IsExtended: true } list)
            return list.WithMode(Mode).GrantedTo(who, Gid, wanted) ?? Mode;
        return who.IsIn(Gid) ? Mode >> 3 : Mode;
    }
}
