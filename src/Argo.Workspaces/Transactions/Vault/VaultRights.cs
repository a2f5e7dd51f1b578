using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>Whether this user may have a vault in a workspace; without one, nothing runs there.</summary>
internal static class VaultRights
{
    private const int PermissionBits = 0x1FF;
    private const int Private = 0x1C0;

    /// <summary>Why a vault that is there, or is still to be made, will not do; null when it will.</summary>
    public static string? WhyNot(ConfinedRoot root)
    {
        var errno = root.Kernel.Stat(root.Handle, PathBytes.OfName(ConfinedRoot.VaultName), out var stat);
        if (errno is Errno.Ok)
        {
            return ProblemOf(stat, root.EffectiveUser) is { } problem
                ? $"'{ConfinedRoot.VaultName}' cannot be Argo's vault: {problem}"
                : null;
        }
        return root.MayChangeNamesIn("")
            ? null
            : $"the vault '{ConfinedRoot.VaultName}' cannot be made: this user may not change names in the "
                + "workspace's root; give the user that runs Argo the right, or run Argo as its owner";
    }

    /// <summary>
    /// What is wrong with a vault; null when it is a directory that only this user can use.
    /// </summary>
    public static string? ProblemOf(EntryStat vault, uint user)
    {
        if (vault.Kind is not EntryKind.Directory)
            return "it is no directory";
        if (vault.Uid != user)
            return $"it belongs to user {vault.Uid}, and this is user {user}";
        return (vault.Mode & PermissionBits) == Private
            ? null
            : $"its mode is {vault.OctalMode} instead of 0700, so others may change what is in it";
    }
}
