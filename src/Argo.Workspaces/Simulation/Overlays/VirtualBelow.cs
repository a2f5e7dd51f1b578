using System.Text;
using System.Text.Unicode;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>One entry below a directory of the virtual tree.</summary>
/// <param name="PathBytes">Its path below that directory.</param>
/// <param name="Entry">What it is.</param>
internal sealed record VirtualBelow(ReadOnlyMemory<byte> PathBytes, VirtualEntry Entry)
{
    /// <summary>The path as text; null when its bytes are not UTF-8.</summary>
    public string? Path => Utf8.IsValid(PathBytes.Span) ? Encoding.UTF8.GetString(PathBytes.Span) : null;
}
