using Argo.Artifacts.Evidence;

namespace Argo.Hosting;

/// <summary>A document as the store has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Json">Its canonical bytes.</param>
public sealed record StoredDocument(EvidenceKind Kind, string Id, ReadOnlyMemory<byte> Json);
