using Argo.Artifacts.Files;

namespace Argo.Workspaces.Access;

/// <summary>What a directory gives to what is made in it, as the kernel does.</summary>
/// <param name="Group">The directory's group, where its set-group-id bit is set; else null.</param>
/// <param name="DefaultAcl">Its default access control list; null where it has none.</param>
internal sealed record Inheritance(uint? Group, PosixAcl? DefaultAcl)
{
    /// <summary>What any program asks for in a new file.</summary>
    public const int NewFile = 0x1B6;

    /// <summary>What any program asks for in a new directory.</summary>
    public const int NewDirectory = 0x1FF;

    /// <summary>What is asked for in a new file that nobody else may read.</summary>
    public const int PrivateFile = 0x180;

    private const int SetGroupId = 0x400;

    /// <summary>What a directory with these rights gives.</summary>
    public static Inheritance Of(ObjectRights directory, PosixAcl? defaultAcl) =>
        new(directory.GivesGroup ? directory.Gid : null, defaultAcl);

    /// <summary>
    /// The bits of a new object: less the umask, or where there is a default list, by that.
    /// </summary>
    /// <param name="kind">A file or a directory.</param>
    /// <param name="requested">The bits that are asked for.</param>
    /// <param name="umask">The umask.</param>
    /// <param name="masked">Bits that the umask takes off under a default list too.</param>
    public int ModeOf(EntryKind kind, int requested, int umask, int masked = 0) =>
        Complete(kind, DefaultAcl?.ModeFor(requested & ~(umask & masked)) ?? requested & ~umask);

    /// <summary>Bits that a plan names: a directory passes its set-group-id bit on all the same.</summary>
    public int Complete(EntryKind kind, int mode) =>
        kind is EntryKind.Directory && Group is not null ? mode | SetGroupId : mode;

    /// <summary>
    /// The access control list of a new object with these bits; null where the bits say all.
    /// </summary>
    public PosixAcl? AclOf(int mode) => DefaultAcl is { IsExtended: true } list ? list.WithMode(mode) : null;
}
