using System.Text;
using System.Text.Json.Nodes;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Hosting.Evidence;
using Microsoft.Data.Sqlite;

namespace Argo.Hosting.Tests.Evidence;

/// <summary>Whatever is altered in the store or in an exported file is named by verify.</summary>
public sealed class TamperTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["plan", "report", "approval", "result", "record", "receipt"];

    private EvidenceScene _scene = null!;

    public async Task InitializeAsync() => _scene = await EvidenceScene.MakeAsync();

    /// <summary>What was put back must be whole again: else what came after it proved nothing.</summary>
    public async Task DisposeAsync()
    {
        var whole = (await _scene.Evidence.VerifyAllAsync()).IsIntact;
        await _scene.DisposeAsync();
        Assert.True(whole);
    }

    [Fact]
    public async Task What_nobody_has_touched_should_be_intact()
    {
        foreach (var id in (string[])[EvidenceScene.Done, EvidenceScene.Undone])
        {
            var verdict = (await _scene.Evidence.VerifyAsync(id))!;
            Assert.True(verdict.IsIntact, $"{verdict.Broken}");
            Assert.Equal(
                id == EvidenceScene.Done ? ExecutionState.Completed : ExecutionState.RolledBack,
                (await _scene.Host.Archive.FindAsync(id))!.Entry.State);
            Assert.Equal(8 + 1, verdict.Checked.Length); // plan to log entry, with execution and undo
        }

        var all = await _scene.Evidence.VerifyAllAsync();
        Assert.True(all.IsIntact, string.Join('\n', all.Broken));
        Assert.Equal((2, 12, 2), (all.Executions, all.Artifacts, all.LogSize));
    }

    [Theory]
    [InlineData(EvidenceScene.Done)]
    [InlineData(EvidenceScene.Undone)]
    public async Task Any_byte_of_any_artifact_should_be_guarded_in_the_store(string id)
    {
        var random = new Random(11);
        foreach (var kind in Kinds)
        {
            var whole = _scene.Bytes(kind, id);
            for (var round = 0; round < 12; round++)
            {
                var flipped = whole.ToArray();
                var at = random.Next(whole.Length);
                flipped[at] ^= (byte)(round % 3 == 0 ? 0x20 : random.Next(1, 256));
                await BrokenAsync(id, $"{kind}, byte {at}, seed 11", connection =>
                    EvidenceScene.Put(connection, EvidenceScene.DigestOf(connection, kind, id), flipped));
            }
        }
    }

    [Theory]
    [InlineData(EvidenceScene.Done)]
    [InlineData(EvidenceScene.Undone)]
    public async Task Any_byte_of_an_exported_file_should_be_guarded(string id)
    {
        var random = new Random(12);
        foreach (var kind in Kinds.Where(kind => kind != "plan"))
        {
            var whole = _scene.Bytes(kind, id);
            Assert.True((await _scene.Evidence.VerifyFileAsync(whole)).IsIntact, kind);
            for (var round = 0; round < 60; round++)
            {
                var flipped = whole.ToArray();
                var at = random.Next(whole.Length);
                flipped[at] ^= (byte)(round % 3 == 0 ? 0x20 : random.Next(1, 256));
                Assert.True(await IsCaughtAsync(flipped), $"{kind}, byte {at}, seed 12, {(char)whole[at]}");
            }
        }
    }

    [Theory]
    [InlineData(EvidenceScene.Done)]
    [InlineData(EvidenceScene.Undone)]
    public async Task A_record_that_was_changed_and_hashed_anew_should_be_told_from_the_true_one(string id)
    {
        var record = ArtifactJson.Read<ExecutionRecord>(_scene.Bytes("record", id));
        var chain = new EventChain();
        foreach (var forged in (ExecutionRecord[])
            [
                record with { CompletionReason = "All went well." },
                record with { SideEffectsReport = new() },
                record with { SecuritySnapshotPost = null },
                record with
                {
                    StepEvents = [.. record.StepEvents.Reverse().Select(step => chain.Append(
                        step.Timestamp, step.EventType, step.StepIndex, step.StepName, step.Details))],
                },
            ])
        {
            var bytes = ArtifactJson.Canonical(forged.WithHash());
            Assert.True(RecordVerifier.Verify(bytes).IsIntact);
            Assert.True(await IsCaughtAsync(bytes));
            await BrokenAsync(id, forged.CompletionReason, connection => EvidenceScene.Put(
                connection, EvidenceScene.DigestOf(connection, "record", id), bytes));
            await BrokenAsync(id, "with the index", connection => Replace(connection, "record", id, bytes,
                forged.GetExecutionHash()));
        }
    }

    [Theory]
    [InlineData(EvidenceScene.Done, 1)]
    [InlineData(EvidenceScene.Undone, 1)]
    public async Task The_first_broken_event_should_be_named(string id, int changed)
    {
        var record = JsonNode.Parse(_scene.Bytes("record", id))!;
        record["step_events"]![changed - 1]!["step_name"] = "something else";
        var bytes = CanonicalJson.Of(Encoding.UTF8.GetBytes(record.ToJsonString()));
        await _scene.WithAsync(
            connection => EvidenceScene.Put(
                connection, EvidenceScene.DigestOf(connection, "record", id), bytes),
            async () =>
            {
                var broken = (await _scene.Evidence.VerifyAsync(id))!.Broken!;
                Assert.Equal(changed, broken.EventIndex);
                Assert.Equal(64, broken.Expected.Length);
                Assert.Equal(64, broken.Found.Length);
                return broken;
            });
    }

    [Theory]
    [InlineData("UPDATE executions SET state = 'aborted'")]
    [InlineData("UPDATE executions SET state = 'queued'")]
    [InlineData("UPDATE executions SET workspace = 'other'")]
    [InlineData("UPDATE executions SET workspace_root = '/elsewhere'")]
    [InlineData("UPDATE executions SET plan_id = 'plan-2'")]
    [InlineData("UPDATE executions SET submitted_at = submitted_at + 1")]
    [InlineData("UPDATE executions SET finished_at = finished_at + 1")]
    [InlineData("UPDATE executions SET finished_at = NULL")]
    [InlineData("UPDATE executions SET report_digest = NULL")]
    [InlineData("UPDATE executions SET approval_digest = NULL")]
    [InlineData("UPDATE executions SET result_digest = record_digest")]
    [InlineData("UPDATE executions SET result_digest = NULL, record_digest = NULL")]
    [InlineData("UPDATE approvals SET execution_id = 'exec-other'")]
    [InlineData("UPDATE approvals SET refusal = 'It expired.'")]
    [InlineData("DELETE FROM evidence_log")]
    [InlineData("UPDATE evidence_log SET leaf_hash = 'x' || substr(leaf_hash, 2)")]
    [InlineData("UPDATE evidence_log SET receipt_digest = 'x' || substr(receipt_digest, 2)")]
    [InlineData("UPDATE evidence_log SET leaf_index = leaf_index + 7")]
    [InlineData("DELETE FROM artifacts WHERE kind = 'report'")]
    [InlineData("DELETE FROM artifacts WHERE kind = 'receipt'")]
    [InlineData("UPDATE artifacts SET kind = 'plan' WHERE kind = 'approval'")]
    [InlineData("UPDATE artifacts SET artifact_id = 'other' WHERE kind = 'plan'")]
    [InlineData("UPDATE artifacts SET artifact_id = 'other' WHERE kind = 'report'")]
    [InlineData("UPDATE artifacts SET artifact_id = 'other' WHERE kind = 'approval'")]
    [InlineData("UPDATE artifacts SET artifact_id = 'other' WHERE kind = 'result'")]
    [InlineData("UPDATE artifacts SET artifact_id = 'other' WHERE kind = 'record'")]
    [InlineData("UPDATE journal SET message = x'00'")]
    public async Task Every_row_behind_an_execution_should_be_guarded(string sql)
    {
        await BrokenAsync(EvidenceScene.Done, sql, connection => EvidenceScene.Run(connection, sql));
        await BrokenAsync(EvidenceScene.Undone, sql, connection => EvidenceScene.Run(connection, sql));
    }

    [Theory]
    [InlineData("DELETE FROM executions WHERE execution_id = 'exec-undone'")]
    [InlineData("DELETE FROM evidence_log WHERE leaf_index = 1")]
    [InlineData("DELETE FROM evidence_log WHERE leaf_index = 0")]
    [InlineData("UPDATE evidence_log_size SET size = 1")]
    [InlineData("UPDATE evidence_log SET leaf_index = CASE leaf_index WHEN 0 THEN -1 ELSE 0 END; "
        + "UPDATE evidence_log SET leaf_index = 1 WHERE leaf_index = -1")]
    [InlineData("UPDATE artifacts SET kind = 'poem' WHERE kind = 'result'")]
    public async Task The_whole_store_should_be_guarded(string sql) => await _scene.WithAsync(
        connection => EvidenceScene.Run(connection, sql),
        async () =>
        {
            var all = await _scene.Evidence.VerifyAllAsync();
            Assert.False(all.IsIntact, sql);
            return all;
        });

    [Fact]
    public async Task An_execution_exchanged_for_another_with_all_its_rows_should_be_caught() =>
        await BrokenAsync(EvidenceScene.Done, "exchanged", connection =>
        {
            EvidenceScene.Run(
                connection, "UPDATE executions SET execution_id = 'x' WHERE execution_id = 'exec-done'");
            EvidenceScene.Run(
                connection,
                    "UPDATE executions SET execution_id = 'exec-done' WHERE execution_id = 'exec-undone'");
        });

    private static void Replace(
        SqliteConnection connection, string kind, string id, byte[] bytes, string digest)
    {
        var old = EvidenceScene.DigestOf(connection, kind, id);
        EvidenceScene.Put(connection, old, bytes);
        EvidenceScene.Run(connection, $"UPDATE artifacts SET digest = '{digest}' WHERE digest = '{old}'");
        EvidenceScene.Run(
            connection, $"UPDATE executions SET {kind}_digest = '{digest}' WHERE execution_id = '{id}'");
    }

    private Task<EvidenceVerdict> BrokenAsync(string id, string what, Action<SqliteConnection> alter) =>
        _scene.WithAsync(alter, async () =>
        {
            var verdict = (await _scene.Evidence.VerifyAsync(id))!;
            Assert.False(verdict.IsIntact, $"{id}: unseen: {what}");
            Assert.NotEmpty(verdict.Broken!.Explanation);
            return verdict;
        });

    private async Task<bool> IsCaughtAsync(byte[] bytes)
    {
        try
        {
            return !(await _scene.Evidence.VerifyFileAsync(bytes)).IsIntact;
        }
        catch (Exception refused) when (refused is ArtifactFormatException or ArgoException)
        {
            return true;
        }
    }
}
