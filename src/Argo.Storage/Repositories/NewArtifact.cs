using System.Collections.Immutable;

namespace Argo.Storage.Repositories;

/// <summary>An artifact to keep.</summary>
/// <param name="Kind">
/// What it is: <c>plan</c>, <c>report</c>, <c>approval</c>, <c>result</c>, <c>record</c>, <c>receipt</c>,
/// <c>intent</c>, <c>transcription</c>.
/// </param>
/// <param name="ArtifactId">Its own id.</param>
/// <param name="Digest">Its digest in lower-case hex: the key under which it is found.</param>
/// <param name="Json">Its bytes, kept as they are.</param>
public sealed record NewArtifact(string Kind, string ArtifactId, string Digest, ReadOnlyMemory<byte> Json)
{
    /// <summary>
    /// What it came from, each as <c>kind:id</c> or <c>kind:digest</c>: the way from there to here.
    /// </summary>
    public ImmutableArray<string> Sources { get; init; } = [];
}
