using System.Collections.Immutable;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;

namespace Argo.Hosting.Evidence;

/// <summary>
/// What was done, proved: the chain of custody, receipts, the log of ended executions, the host's key.
/// </summary>
/// <remarks>
/// It starts no actor. The store is opened by the calls that need it alone: a file is checked without one.
/// Every failure that a caller can mend is an <see cref="ArgoException"/>.
/// </remarks>
public interface IArgoEvidence
{
    /// <summary>
    /// The chain of custody around an id of anything: transcription, intent, plan, report, approval,
    /// execution, result, record, or a digest. Each link is recomputed from its bytes. Null when nothing has
    /// that id.
    /// </summary>
    Task<CustodyTrace?> TraceAsync(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Recomputes everything that belongs to an execution; null when there is none. The verdict names the
    /// first link that is broken.
    /// </summary>
    /// <exception cref="ArgoException">The beginning fits several executions.</exception>
    Task<EvidenceVerdict?> VerifyAsync(string idOrPrefix, CancellationToken cancellation = default);

    /// <summary>Recomputes the whole store: every execution, every artifact, and the log.</summary>
    Task<StoreVerdict> VerifyAllAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Checks an exported file by its content; where this host's store knows its execution, against that too.
    /// </summary>
    /// <param name="file">The bytes.</param>
    /// <param name="receipt">A receipt to hold the file against; null for none.</param>
    /// <param name="keys">Public keys of other hosts that are trusted beside this host's own.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactFormatException">It is nothing that Argo exports.</exception>
    Task<EvidenceVerdict> VerifyFileAsync(
        ReadOnlyMemory<byte> file,
        DsseEnvelope? receipt = null,
        IReadOnlyCollection<PublicKey>? keys = null,
        CancellationToken cancellation = default);

    /// <summary>
    /// The receipt over the last end of an execution; null when there is no such execution.
    /// </summary>
    /// <exception cref="ArgoException">It has not ended, or ended before receipts were kept.</exception>
    Task<DsseEnvelope?> FindReceiptAsync(string idOrPrefix, CancellationToken cancellation = default);

    /// <summary>
    /// The head of the log as it is, signed, for publishing. Holds a <see cref="LogHead"/>.
    /// </summary>
    Task<DsseEnvelope> SignHeadAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The proof that an execution's receipt is in the log, and that the log only grew since a published
    /// head; null when there is no such execution.
    /// </summary>
    /// <param name="idOrPrefix">The execution.</param>
    /// <param name="published">An earlier head; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">It has no receipt.</exception>
    Task<LogProof?> ProveAsync(
        string idOrPrefix, DsseEnvelope? published = null, CancellationToken cancellation = default);

    /// <summary>
    /// Keeps the document of an intent or a transcription, so that the chain of custody reaches it and later
    /// receipts carry its digest.
    /// </summary>
    /// <param name="kind"><see cref="EvidenceKind.Intent"/> or <see
    /// cref="EvidenceKind.Transcription"/>.</param>
    /// <param name="json">A JSON object with the text <c>intent_id</c> or <c>transcription_id</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its digest. A second time nothing happens.</returns>
    /// <exception cref="ArgoException">It is no such object, or another document has that id.</exception>
    Task<string> KeepOriginAsync(
        EvidenceKind kind, ReadOnlyMemory<byte> json, CancellationToken cancellation = default);

    /// <summary>
    /// Writes records, results, receipts, the log's head and the public keys into a directory.
    /// </summary>
    /// <exception cref="ArgoException">A file is there already, or cannot be written; the message names
    /// it.</exception>
    Task<ExportReport> ExportAsync(ExportRequest request, CancellationToken cancellation = default);

    /// <summary>The public half of the key that this host signs with; none is made.</summary>
    /// <exception cref="ArgoException">There is none yet, or it cannot be read.</exception>
    PublicKey GetKey();

    /// <summary>The same; null where there is none yet.</summary>
    /// <exception cref="ArgoException">It cannot be read.</exception>
    PublicKey? FindKey();

    /// <summary>Every public key that this host has had, the one in use first; none is made.</summary>
    ImmutableArray<PublicKey> ListKeys();

    /// <summary>
    /// Signs with a new key from now on. What earlier ones signed still verifies, but reports and approvals
    /// of theirs open nothing any more.
    /// </summary>
    PublicKey RotateKey();

    /// <summary>The keys of other hosts whose reports and approvals count here.</summary>
    ImmutableArray<PublicKey> ListTrustedKeys();

    /// <summary>
    /// Lets the reports and approvals of another host count here, as long as this store keeps them: for
    /// hosts that share a database.
    /// </summary>
    /// <exception cref="ArgoException">It is a key of this host, or the data directory cannot be
    /// written.</exception>
    void TrustKey(PublicKey trusted);

    /// <summary>Takes that trust back; a key that was not trusted stays so.</summary>
    /// <exception cref="ArgoException">The data directory cannot be written.</exception>
    void DistrustKey(PublicKey trusted);
}
