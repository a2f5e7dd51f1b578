using System.Globalization;

namespace Argo.Workspaces.Paths;

/// <summary>Permission bits as artifacts write them: four octal digits.</summary>
internal static class Octal
{
    /// <summary>Such as <c>0644</c> or <c>4755</c>.</summary>
    public static string Of(int mode) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{mode >> 9 & 7}{mode >> 6 & 7}{mode >> 3 & 7}{mode & 7}");

    /// <summary>The bits that <see cref="Of"/> wrote.</summary>
    public static int Parse(string text) => Convert.ToInt32(text, 8);
}
