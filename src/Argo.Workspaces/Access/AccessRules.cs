using Argo.Artifacts.Files;

namespace Argo.Workspaces.Access;

/// <summary>
/// Whether the kernel will let this user make a change: judged in the dry run and once more when it is
/// staged, on each object as it will be in the change's turn. Each answer is a reason with its remedy, or
/// null.
/// </summary>
/// <remarks>Paths are given as a person is to see them.</remarks>
/// <param name="who">As whom Argo acts.</param>
internal sealed class AccessRules(Credentials who)
{
    private const int SetGroupId = 0x400;

    /// <summary>As whom Argo acts.</summary>
    public Credentials Who => who;

    /// <summary>Needs that names may be added to and removed from a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="shown">How a person knows it.</param>
    /// <param name="onDisk">Asks the kernel, where the directory is on the disk as it will be.</param>
    public string? WhyNotNamesIn(ObjectRights directory, string shown, Func<string, bool> onDisk)
    {
        var may = directory.DiskPath is { } path
            ? onDisk(path)
            : directory.Allow(who, ObjectRights.ChangeNames);
        return may
            ? null
            : $"names in {shown} may not be changed by this user; its mode, owner and flags decide that: "
                + "change its mode in an earlier step, or give the user that runs Argo the right";
    }

    /// <summary>Needs that what a directory holds may be renamed, replaced or removed.</summary>
    public string? WhyNotTaken(ObjectRights directory, ObjectRights entry, string shown) =>
        !directory.IsSticky || who.Owns(entry.Uid) || who.Owns(directory.Uid)
            ? null
            : $"{shown} belongs to user {entry.Uid}, and its directory has the sticky bit: only the "
                + "owner may rename, replace or remove it; run Argo as its owner";

    /// <summary>Needs that a directory may get another parent: its own '..' is written then.</summary>
    public string? WhyNotMoved(ObjectRights entry, string shown, Func<string, bool> onDisk)
    {
        if (entry.Kind is not EntryKind.Directory)
            return null;
        var may = entry.DiskPath is { } disk ? onDisk(disk) : entry.Allow(who, ObjectRights.Write);
        return may
            ? null
            : $"the directory {shown} may not be written by this user, and to take it to another "
                + "directory writes its own '..'; change its mode in an earlier step";
    }

    /// <summary>
    /// Needs that a directory which is taken out of its place may be read then: what is in it is compared
    /// with what was approved.
    /// </summary>
    public string? WhyNotCompared(ObjectRights entry, string shown) =>
        entry.Kind is not EntryKind.Directory || entry.Allow(who, ObjectRights.Read | ObjectRights.Search)
            ? null
            : $"the directory {shown} may not be read by this user when its turn comes, so what others "
                + "put into it could not be seen; change its mode in an earlier step";

    /// <summary>Needs that a new object may take the place of a file and be what the file was.</summary>
    public string? WhyNotReplaced(ObjectRights file, string shown)
    {
        if (file.Uid != who.User && !who.ChangesOwners)
        {
            return $"{shown} belongs to user {file.Uid}; a new version would be this user's "
                + $"({who.User}), and Argo keeps the owner: run Argo as the owner or as root, or delete the "
                + "file and write it anew in steps of their own, which makes it this user's";
        }
        return file.Gid == who.Group || who.IsIn(file.Gid) || who.ChangesOwners
            ? null
            : $"{shown} has group {file.Gid}, which this user is not in, so a new version cannot keep "
                + "it: run Argo as a member of the group, or delete the file and write it anew";
    }

    /// <summary>Needs that what is made in a directory may get the group that the directory gives.</summary>
    public string? WhyNotMade(Inheritance gives, string shown) =>
        gives.Group is not { } group || who.IsIn(group) || who.ChangesOwners
            ? null
            : $"{shown} gives its group {group} to what is made in it (set-group-id), and this user is "
                + "not in that group: run Argo as a member";

    /// <summary>Needs that an object may get these permission bits.</summary>
    public string? WhyNotMode(ObjectRights entry, int mode, string shown)
    {
        if (!who.Owns(entry.Uid))
            return $"{shown} belongs to user {entry.Uid}; only its owner may change its mode";
        return WhyNotSetGroup(entry.Gid, mode, shown);
    }

    /// <summary>Needs that bits with set-group-id are kept: the kernel drops the bit silently else.</summary>
    public string? WhyNotSetGroup(uint group, int mode, string shown) =>
        (mode & SetGroupId) == 0 || who.IsIn(group) || who.KeepsSetId
            ? null
            : $"{shown} has group {group}, which this user is not in, so its set-group-id bit cannot "
                + "be set: leave the bit out, or run Argo as a member of the group";
}
