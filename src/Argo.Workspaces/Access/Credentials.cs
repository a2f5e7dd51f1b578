using System.Collections.Immutable;
using System.Globalization;

namespace Argo.Workspaces.Access;

/// <summary>As whom the kernel judges the calls of this thread.</summary>
/// <param name="User">The user that owns what is made.</param>
/// <param name="Group">The group of what is made.</param>
/// <param name="Groups">Its other groups.</param>
/// <param name="Capabilities">The effective capabilities, one bit each.</param>
internal sealed record Credentials(
    uint User, uint Group, ImmutableArray<uint> Groups, ulong Capabilities)
{
    private const ulong MayChown = 1 << 0;
    private const ulong MayOverrideAccess = 1 << 1;
    private const ulong MayOverrideRead = 1 << 2;
    private const ulong ActsAsOwner = 1 << 3;
    private const ulong MayKeepSetId = 1 << 4;

    /// <summary>Root with every right.</summary>
    public static Credentials Root { get; } = new(0, 0, [], ulong.MaxValue);

    /// <summary>Whether owners may be changed at will (CAP_CHOWN).</summary>
    public bool ChangesOwners => (Capabilities & MayChown) != 0;

    /// <summary>Whether permission bits and ACLs do not bind (CAP_DAC_OVERRIDE).</summary>
    public bool OverridesAccess => (Capabilities & MayOverrideAccess) != 0;

    /// <summary>Whether everything may be read and searched (CAP_DAC_READ_SEARCH).</summary>
    public bool OverridesReading => (Capabilities & (MayOverrideAccess | MayOverrideRead)) != 0;

    /// <summary>Whether set-group-id bits may be set for foreign groups (CAP_FSETID).</summary>
    public bool KeepsSetId => (Capabilities & MayKeepSetId) != 0;

    /// <summary>An ordinary user with a group of the same number.</summary>
    public static Credentials Ordinary(uint user) => new(user, user, [], 0);

    /// <summary>Those that <c>/proc/thread-self/status</c> tells of.</summary>
    public static Credentials Parse(IEnumerable<string> lines)
    {
        const int fileSystem = 3; // real, effective, saved, and the one that file accesses are judged by
        var fields = lines
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Split((char[])['\t', ' '],
                StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        return new Credentials(
            Number(fields["Uid"][fileSystem]),
            Number(fields["Gid"][fileSystem]),
            [.. fields.GetValueOrDefault("Groups", []).Select(Number)],
            ulong.Parse(fields["CapEff"][0], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a group is one of this user's.</summary>
    public bool IsIn(uint group) => group == Group || Groups.Contains(group);

    /// <summary>Whether an object is this user's own, or may be treated as such (CAP_FOWNER).</summary>
    public bool Owns(uint owner) => owner == User || (Capabilities & ActsAsOwner) != 0;

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
