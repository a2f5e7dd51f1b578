using System.Text;

namespace Argo.Workspaces.Paths;

/// <summary>
/// A path's bytes as a text that no other path has: a letter a byte, so names need not be UTF-8.
/// </summary>
internal static class ExactPath
{
    public static string Of(ReadOnlySpan<byte> path) => Encoding.Latin1.GetString(path);

    public static string Of(string path) => Of(Encoding.UTF8.GetBytes(path));

    /// <summary>As people may read it.</summary>
    public static string Shown(string exact) => PathBytes.Text(Encoding.Latin1.GetBytes(exact));
}
