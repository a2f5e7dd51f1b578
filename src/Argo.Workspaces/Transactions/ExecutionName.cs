using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// An execution's directory in the vault: its id, and after a claim <c>.r</c> and the claim's epoch.
/// </summary>
internal static class ExecutionName
{
    private const int MaxIdBytes = 120;
    private const string Claim = ".r";
    private const char Draft = '~'; // no id has one in its name: it would be escaped
    private const int DigestLength = 65; // '%' and a SHA-256 in hex

    /// <summary>The directory of an execution that nobody has claimed yet.</summary>
    /// <remarks>
    /// Other than letters, digits, <c>-</c> and <c>_</c> are escaped, so an id holds no <c>/</c> or dot.
    /// </remarks>
    public static string Of(string executionId)
    {
        var name = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(executionId))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_')
                name.Append((char)value);
            else
                name.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return name.Length is > 0 and <= MaxIdBytes
            ? name.ToString()
            : "%" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(executionId)));
    }

    /// <summary>The directory after the claim of an epoch.</summary>
    public static string Claimed(string executionId, int epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(executionId)}{Claim}{epoch}");

    /// <summary>The name under which a directory that was lost is made again, until it is whole.</summary>
    public static string DraftOf(string name) => name + Draft;

    /// <summary>The epoch of such a draft; null where the name is not a draft of this execution.</summary>
    public static int? DraftEpochOf(string name, string executionId) =>
        name.EndsWith(Draft) ? EpochOf(name[..^1], executionId) : null;

    /// <summary>The id that a directory is named for; null where the name is only a digest of it.</summary>
    public static string? IdOf(string name)
    {
        if (name.EndsWith(Draft))
            return IdOf(name[..^1]);
        var claim = name.LastIndexOf(Claim, StringComparison.Ordinal);
        var own = claim < 0 ? name : name[..claim];
        if (own.Length == DigestLength && own[0] == '%')
            return null;
        var id = Uri.UnescapeDataString(own);
        return EpochOf(name, id) is null ? null : id;
    }

    /// <summary>
    /// The epoch of a directory's name: 0 when unclaimed; null when it belongs to another execution.
    /// </summary>
    public static int? EpochOf(string name, string executionId)
    {
        var own = Of(executionId);
        if (name == own)
            return 0;
        var claim = own + Claim;
        if (!name.StartsWith(claim, StringComparison.Ordinal))
            return null;
        var number = name.AsSpan(claim.Length);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : null;
    }
}
