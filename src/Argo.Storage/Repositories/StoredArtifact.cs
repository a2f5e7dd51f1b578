namespace Argo.Storage.Repositories;

/// <summary>An artifact as it was kept.</summary>
/// <param name="Kind">What it is, such as <c>plan</c>.</param>
/// <param name="ArtifactId">Its own id.</param>
/// <param name="Digest">Its digest in lower-case hex.</param>
/// <param name="Json">Its bytes, as they were handed in.</param>
/// <param name="CreatedAt">When it was kept, UTC.</param>
public sealed record StoredArtifact(
    string Kind, string ArtifactId, string Digest, ReadOnlyMemory<byte> Json, DateTimeOffset CreatedAt);
