using System.Security.Cryptography;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Results;
using Argo.Artifacts.Tests.Schemas;

namespace Argo.Artifacts.Tests.Evidence;

public sealed class ReceiptTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static readonly Fingerprint Old =
        new() { Kind = EntryKind.File, Size = 3, Mode = "0644", Sha256 = new string('a', 64) };

    private static readonly Fingerprint New = Old with { Sha256 = new string('b', 64) };

    private PublicKey[] Keys => [PublicKey.Of(_key)];

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Subjects_should_be_the_files_that_exist_afterwards()
    {
        var statement = Receipt.StatementOf(Predicate(
            new FileChange { Path = "changed", Before = Old, After = New },
            new FileChange { Path = "deleted", Before = Old, After = Fingerprint.Absent },
            new FileChange { Path = "unknown", Before = Old }));
        var subject = Assert.Single(statement.Subject);
        Assert.Equal(("changed", New.Sha256), (subject.Name, subject.Digest["sha256"]));
    }

    [Fact]
    public void Without_a_file_the_record_should_be_the_subject()
    {
        var subject = Assert.Single(Receipt.StatementOf(Predicate()).Subject);
        Assert.Equal(
            ("urn:argo:record:exec-1", new string('d', 64)), (subject.Name, subject.Digest["sha256"]));
    }

    [Fact]
    public void A_receipt_should_be_read_back_and_conform_to_its_schemas()
    {
        var predicate = Predicate(new FileChange { Path = "a", Before = Fingerprint.Absent, After = New });
        var receipt = Receipt.Sign(predicate, _key);
        Assert.Equal(
            ArtifactJson.Write(Receipt.StatementOf(predicate)), ArtifactJson.Write(Receipt.Read(receipt)));
        Conforms("receipt", ArtifactJson.Write(receipt));
        Conforms("statement", System.Text.Encoding.UTF8.GetString(Dsse.PayloadOf(receipt)!));
        var head = new LogHead { TreeSize = 1, RootHash = new string('a', 64), Timestamp = Some.Moment };
        Conforms("log_head", ArtifactJson.Write(head));
        Conforms("log_proof", ArtifactJson.Write(Proof(receipt)));
    }

    [Fact]
    public void A_statement_whose_subjects_are_not_its_files_should_be_refused_though_it_is_signed()
    {
        var statement =
            Receipt.StatementOf(Predicate(new FileChange { Path = "a", Before = Old, After = New }));
        var other = Receipt.StatementOf(Predicate(new FileChange { Path = "b", Before = Old, After = New }));
        var forged = Dsse.Sign(
            ReceiptStatement.MediaType,
            ArtifactJson.Canonical(statement with { Subject = other.Subject }),
            _key);
        Assert.Equal("subject", EvidenceFile.Verify(ArtifactJson.Canonical(forged), Keys).Broken!.Path);
    }

    [Fact]
    public void A_proof_should_hold_and_every_part_of_it_be_guarded()
    {
        var proof = Proof(Receipt.Sign(Predicate(), _key));
        Assert.True(Verify(proof).IsIntact);
        var other = Receipt.Sign(Predicate(new FileChange { Path = "a", After = New }), _key);
        LogProof[] forged =
        [
            proof with { ExecutionId = "exec-2" },
            proof with { LeafIndex = 1 },
            proof with { Receipt = other },
            proof with { InclusionPath = [new string('0', 64)] },
            proof with { InclusionPath = ["no hash"] },
            proof with { Head = Head(2, new string('0', 64)) },
            proof with { PublishedHead = Head(2, new string('0', 64)) },
            proof with { PublishedHead = Head(9, new string('0', 64)) },
            proof with { PublishedHead = Head(-1, new string('0', 64)) },
            proof with { ConsistencyPath = [new string('0', 64)] },
        ];
        foreach (var one in forged)
            Assert.False(Verify(one).IsIntact, ArtifactJson.Write(one));
        Assert.True(Verify(proof with { PublishedHead = proof.Head }).IsIntact);
    }

    [Fact]
    public void What_a_receipt_was_signed_for_should_be_told_from_anything_else()
    {
        var result = Some.Result;
        var said = Predicate() with
        {
            ExecutionId = result.ExecutionId, ResultDigest = ArtifactDigest.Of(result),
        };
        Assert.Null(ReceiptMatch.FindFault(result, said));
        Assert.Equal(
            "result_digest", ReceiptMatch.FindFault(result with { StepsFailed = 9 }, said)!.Path);
        Assert.Equal("execution_id", ReceiptMatch.FindFault(result with { ExecutionId = "x" }, said)!.Path);
    }

    private static ReceiptPredicate Predicate(params FileChange[] files) => new()
    {
        ExecutionId = "exec-1",
        State = ExecutionState.Completed,
        ExecutionStatus = ExecutionStatus.Success,
        LogIndex = 0,
        Workspace = "ws",
        WorkspaceRoot = "/ws",
        PlanId = "plan-1",
        PlanDigest = new string('1', 64),
        ResultId = "result-1",
        ResultDigest = new string('c', 64),
        RecordHash = new string('d', 64),
        SubmittedAt = Some.Moment,
        FinishedAt = Some.Moment,
        Files = [.. files],
    };

    private DsseEnvelope Head(long size, string root) =>
        new LogHead { TreeSize = size, RootHash = root, Timestamp = Some.Moment }.Sign(_key);

    private LogProof Proof(DsseEnvelope receipt)
    {
        byte[][] leaves =
            [MerkleTree.LeafHash(ArtifactJson.Canonical(receipt)), MerkleTree.LeafHash("another"u8)];
        return new LogProof
        {
            ExecutionId = "exec-1",
            LeafIndex = 0,
            Receipt = receipt,
            InclusionPath = [.. MerkleTree.InclusionPath(leaves, 0).Select(Convert.ToHexStringLower)],
            Head = Head(2, Convert.ToHexStringLower(MerkleTree.Root(leaves))),
        };
    }

    private EvidenceVerdict Verify(LogProof proof) =>
        EvidenceFile.Verify(ArtifactJson.Canonical(proof), Keys);

    private static void Conforms(string name, string json) =>
        Assert.Empty(new SchemaCheck(ArtifactSchemas.Get(name)).Problems(json));
}
