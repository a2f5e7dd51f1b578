using System.Globalization;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>The names in an execution's directory.</summary>
internal static class StageEntry
{
    /// <summary>The bytes kept in reserve.</summary>
    public const string Ballast = "ballast";

    /// <summary>The swap's new object or placeholder; after the swap, the object before.</summary>
    public static string Of(int swap) => swap.ToString(CultureInfo.InvariantCulture);

    /// <summary>The second copy of the object before.</summary>
    public static string Backup(int swap) => string.Create(CultureInfo.InvariantCulture, $"b{swap}");

    /// <summary>What the deleted directory held.</summary>
    public static string Tree(int swap) => string.Create(CultureInfo.InvariantCulture, $"t{swap}");

    /// <summary>Says that the swap is undone, where the objects alone cannot say it.</summary>
    /// <param name="swap">The swap.</param>
    /// <param name="bootId">
    /// The start of the machine for which it says so: where the order of renames is not sure, a power loss
    /// can keep the mark and lose the undo. Null where the order is sure.
    /// </param>
    public static string Undone(int swap, string? bootId) => string.Create(
        CultureInfo.InvariantCulture, $"u{swap}{(bootId is null ? "" : $"-{bootId}")}");

    /// <summary>
    /// Says that a person left the path to what others put there: it is never looked at again.
    /// </summary>
    public static string Kept(int swap) => string.Create(CultureInfo.InvariantCulture, $"k{swap}");

    /// <summary>A name of ours that was taken out of the tree and is needed no more.</summary>
    public static string Spare(int swap) => string.Create(CultureInfo.InvariantCulture, $"o{swap}");
}
