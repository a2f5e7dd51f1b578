using System.Collections.Immutable;
using Argo.Artifacts.Files;

namespace Argo.Actors.Ports;

/// <summary>What a workspace shows of an execution, whatever the journal says of it.</summary>
/// <param name="Epoch">
/// The claim that its stage in the vault is named after, 0 for none yet; null when there is no stage.
/// </param>
/// <param name="Originals">Objects of the dry run that lie in the stage: its steps took them out of the
/// tree.</param>
/// <param name="Drifts">Paths that no longer are what the dry run saw, where they were looked at.</param>
public sealed record DiskTraces(
    int? Epoch, ImmutableArray<string> Originals, ImmutableArray<Drift> Drifts)
{
    /// <summary>Nothing of it is there.</summary>
    public static readonly DiskTraces None = new(null, [], []);
}
