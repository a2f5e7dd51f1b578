using System.Text;
using System.Text.Unicode;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>One entry of the disk below a directory.</summary>
/// <param name="PathBytes">Its path below that directory.</param>
/// <param name="Stat">What it is.</param>
/// <param name="Sha256">
/// A file's digest; null for the rest, and past the size up to which digests are taken.
/// </param>
internal sealed record ObservedDescendant(ReadOnlyMemory<byte> PathBytes, EntryStat Stat, string? Sha256)
{
    /// <summary>The path as text; null when its bytes are not UTF-8.</summary>
    public string? Path => Utf8.IsValid(PathBytes.Span) ? Encoding.UTF8.GetString(PathBytes.Span) : null;
}
