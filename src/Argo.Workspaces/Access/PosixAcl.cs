using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Argo.Workspaces.Access;

/// <summary>A POSIX access control list, as the kernel keeps it in an extended attribute.</summary>
internal sealed record PosixAcl(ImmutableArray<AclEntry> Entries)
{
    /// <summary>The attribute with the list of an object.</summary>
    public const string AccessAttribute = "system.posix_acl_access";

    /// <summary>The attribute with the list that a directory gives to what is made in it.</summary>
    public const string DefaultAttribute = "system.posix_acl_default";

    private const uint Version = 2;
    private const int HeadBytes = 4;
    private const int EntryBytes = 8;

    /// <summary>Whether it says more than permission bits can.</summary>
    public bool IsExtended => Entries.Any(
        entry => entry.Tag is AclTag.NamedUser or AclTag.NamedGroup or AclTag.Mask);

    /// <summary>What the owning group may do, the mask taken into account.</summary>
    public int OwningGroup => RightsOf(AclTag.OwningGroup) & (Find(AclTag.Mask)?.Rights ?? 7);

    /// <summary>The list in an attribute; null when it is not of the form that is known.</summary>
    public static PosixAcl? Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeadBytes || (value.Length - HeadBytes) % EntryBytes != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(value) != Version)
            return null;
        var entries = ImmutableArray.CreateBuilder<AclEntry>();
        for (var rest = value[HeadBytes..]; !rest.IsEmpty; rest = rest[EntryBytes..])
        {
            entries.Add(new AclEntry(
                (AclTag)BinaryPrimitives.ReadUInt16LittleEndian(rest),
                BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]),
                BinaryPrimitives.ReadUInt32LittleEndian(rest[4..])));
        }
        return new PosixAcl(entries.ToImmutable());
    }

    /// <summary>As an attribute has it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeadBytes + EntryBytes * Entries.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Version);
        for (var index = 0; index < Entries.Length; index++)
        {
            var entry = Entries[index];
            var at = bytes.AsSpan(HeadBytes + EntryBytes * index);
            BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)entry.Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)entry.Rights);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], entry.Id);
        }
        return bytes;
    }

    /// <summary>The bits of what is made under this default list with these bits asked for.</summary>
    public int ModeFor(int requested)
    {
        var group = Find(AclTag.Mask)?.Rights ?? RightsOf(AclTag.OwningGroup);
        var allowed = (RightsOf(AclTag.Owner) << 6) | (group << 3) | RightsOf(AclTag.Others);
        return requested & (allowed | ~0x1FF);
    }

    /// <summary>The same list after a chmod to these bits.</summary>
    public PosixAcl WithMode(int mode) => new(
    [
        .. Entries.Select(entry => entry.Tag switch
        {
            AclTag.Owner => entry with { Rights = (mode >> 6) & 7 },
            AclTag.Mask => entry with { Rights = (mode >> 3) & 7 },
            AclTag.OwningGroup when Find(AclTag.Mask) is null => entry with { Rights = (mode >> 3) & 7 },
            AclTag.Others => entry with { Rights = mode & 7 },
            _ => entry,
        }),
    ]);

    /// <summary>
    /// What it grants to a user who is not the owner; null where no entry but that for others is meant.
    /// </summary>
    public int? GrantedTo(Credentials who, uint group, int wanted)
    {
        var mask = Find(AclTag.Mask)?.Rights ?? 7;
        foreach (var entry in Entries)
        {
            if (entry.Tag is AclTag.NamedUser && entry.Id == who.User)
                return entry.Rights & mask;
        }
        var groups = Entries.Where(entry => entry.Tag is AclTag.OwningGroup && who.IsIn(group)
            || entry.Tag is AclTag.NamedGroup && who.IsIn(entry.Id)).ToList();
        if (groups.Count == 0)
            return null;
        // one of them must grant all that is wanted
        return groups.Any(entry => (entry.Rights & wanted) == wanted) ? wanted & mask : 0;
    }

    private int RightsOf(AclTag tag) => Find(tag)?.Rights ?? 0;

    private AclEntry? Find(AclTag tag)
    {
        foreach (var entry in Entries)
        {
            if (entry.Tag == tag)
                return entry;
        }
        return null;
    }
}
