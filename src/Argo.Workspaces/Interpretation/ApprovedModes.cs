using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// The bits that an approved report predicted: the umask of whoever executes does not matter.
/// </summary>
internal sealed class ApprovedModes(IDefaultModes otherwise) : IDefaultModes
{
    /// <summary>What the report predicts of the step whose turn it is.</summary>
    public ImmutableSortedDictionary<string, Fingerprint> Predicted { get; set; } =
        ImmutableSortedDictionary<string, Fingerprint>.Empty;

    /// <inheritdoc/>
    public int For(string path, EntryKind kind, int requested, Inheritance gives, int masked) =>
        Predicted.GetValueOrDefault(path) is { Mode: { } mode } print && print.Kind == kind
            ? Octal.Parse(mode)
            : otherwise.For(path, kind, requested, gives, masked);
}
