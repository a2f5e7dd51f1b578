using System.Text;
using System.Text.Json;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Tests.Records;

public sealed class RecordVerifierTests
{
    private static readonly ExecutionRecord Whole = Make();

    [Fact]
    public void A_whole_record_should_be_intact()
    {
        Assert.Equal(new RecordVerdict(4, null), RecordVerifier.Verify(Whole));
        Assert.Equal(
            new RecordVerdict(4, null), RecordVerifier.Verify(ArtifactJson.WriteUtf8(Whole, indented: true)));
        Assert.Equal(new RecordVerdict(0, null), RecordVerifier.Verify(Some.Record.WithHash()));
    }

    [Fact]
    public void The_hash_of_an_event_should_be_that_of_its_canonical_json()
    {
        foreach (var step in Whole.StepEvents)
            Assert.Equal(CanonicalJson.Digest(ArtifactJson.Canonical(step)), RecordHash.OfEvent(step));
        Assert.Equal(RecordHash.OfEvent(Whole.StepEvents[2]), Whole.StepEvents[3].PreviousEventHash);
    }

    [Fact]
    public void The_record_s_hash_should_cover_its_events_and_not_their_number()
    {
        var last = Whole.StepEvents[^1] with { ErrorMessage = "another" };
        var changed = Whole with { StepEvents = Whole.StepEvents.SetItem(3, last) };
        Assert.Equal(Whole.StepEvents.Length, changed.StepEvents.Length);
        Assert.NotEqual(Whole.GetExecutionHash(), changed.GetExecutionHash());
        var verdict = RecordVerifier.Verify(changed);
        Assert.Equal("execution_hash", verdict.Broken!.Path);
        Assert.Equal(changed.GetExecutionHash(), verdict.Broken.Expected);
        Assert.Equal(Whole.ExecutionHash, verdict.Broken.Found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_changed_event_should_break_the_link_after_it(int index)
    {
        var changed = Whole.StepEvents[index] with { StepName = "something else" };
        var verdict = RecordVerifier.Verify(
            (Whole with { StepEvents = Whole.StepEvents.SetItem(index, changed) }).WithHash());
        Assert.Equal(index + 1, verdict.Broken!.EventIndex);
        Assert.Equal(RecordHash.OfEvent(changed), verdict.Broken.Expected);
        Assert.Equal(Whole.StepEvents[index + 1].PreviousEventHash, verdict.Broken.Found);
        Assert.Contains($"Event {index} was changed", verdict.Broken.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Removed_exchanged_and_doubled_events_should_break_the_chain()
    {
        var events = Whole.StepEvents;
        Assert.Equal(0, Broken(Whole with { StepEvents = events.RemoveAt(0) }).EventIndex);
        Assert.Equal(1, Broken(Whole with { StepEvents = events.RemoveAt(1) }).EventIndex);
        Assert.Equal(
            1, Broken(Whole with { StepEvents = [events[0], events[2], events[1], events[3]] }).EventIndex);
        Assert.Equal(2, Broken(Whole with { StepEvents = events.Insert(1, events[1]) }).EventIndex);
        Assert.Null(Broken(Whole with { StepEvents = events.RemoveAt(3) }).EventIndex);
    }

    [Fact]
    public void Every_member_beside_the_events_should_be_covered()
    {
        var effects = Whole.SideEffectsReport;
        ExecutionRecord[] changes =
        [
            Whole with { ExecutionId = "exec_2" },
            Whole with { PlanId = "plan_2" },
            Whole with { LiveModeState = "STAGING" },
            Whole with { Status = RecordStatus.Completed },
            Whole with { CompletionReason = "" },
            Whole with { TimestampStart = Whole.TimestampStart.AddTicks(1) },
            Whole with { TimestampEnd = null },
            Whole with { SecuritySnapshotPre = Whole.SecuritySnapshotPre with { Context = "" } },
            Whole with { SecuritySnapshotPost = null },
            Whole with { SideEffectsReport = effects with { UnknownEffects = true } },
            Whole with { SideEffectsReport = effects with { SideEffectsObserved = [] } },
            Whole with
            {
                SideEffectsReport = effects with { SideEffectsDeclared = effects.SideEffectsObserved },
            },
        ];
        foreach (var changed in changes)
            Assert.Equal("execution_hash", Broken(changed).Path);
    }

    [Fact]
    public void Any_changed_byte_of_an_exported_record_should_be_caught()
    {
        var random = new Random(5);
        var bytes = ArtifactJson.WriteUtf8(Whole);
        var canonical = CanonicalJson.Of(bytes);
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= (byte)(1 << random.Next(8));
            Assert.True(
                IsCaught(flipped, canonical), $"byte {at}, '{(char)bytes[at]}' to '{(char)flipped[at]}'");
        }
    }

    [Fact]
    public void Every_other_value_of_every_byte_of_the_canonical_record_should_be_caught()
    {
        var canonical = ArtifactJson.Canonical((Whole with { CompletionReason = "a \u001f b" }).WithHash());
        Assert.True(RecordVerifier.Verify(canonical).IsIntact);
        var soak = Environment.GetEnvironmentVariable("ARGO_SOAK") is "1";
        var seed = soak ? Environment.TickCount : 7;
        var random = new Random(seed);
        for (var at = 0; at < canonical.Length; at++)
        {
            foreach (var change in soak ? Enumerable.Range(1, 255) : [0x20, random.Next(1, 256)])
            {
                var flipped = canonical.ToArray();
                flipped[at] ^= (byte)change;
                Assert.True(
                    IsCaught(flipped, canonical: []),
                    $"seed {seed}, byte {at}, 0x{canonical[at]:x2} ^ {change:x2}");
            }
        }
    }

    [Fact]
    public void Another_spelling_of_the_same_value_should_be_a_change_where_the_record_is_as_Argo_writes_it()
    {
        var record = (Whole with { CompletionReason = "a \u001f b" }).WithHash();
        var canonical = Encoding.UTF8.GetString(ArtifactJson.Canonical(record));
        var other = Encoding.UTF8.GetBytes(
            canonical.Replace("\\u001f", "\\u001F", StringComparison.Ordinal));
        Assert.StartsWith("byte ", RecordVerifier.Verify(other).Broken!.Path, StringComparison.Ordinal);
        Assert.True(RecordVerifier.Verify(ArtifactJson.WriteUtf8(record, indented: true)).IsIntact);
    }

    [Fact]
    public void Any_overwritten_region_of_an_exported_record_should_be_caught()
    {
        var random = new Random(55);
        var bytes = ArtifactJson.WriteUtf8(Whole);
        var canonical = CanonicalJson.Of(bytes);
        for (var round = 0; round < 2000; round++)
        {
            var flipped = bytes.ToArray();
            var (from, to) = (random.Next(bytes.Length), random.Next(bytes.Length));
            bytes.AsSpan(
                from, Math.Min(random.Next(1, 80), bytes.Length - Math.Max(from, to))).CopyTo(
                    flipped.AsSpan(to));
            Assert.True(flipped.AsSpan().SequenceEqual(bytes)
                || IsCaught(flipped, canonical), $"seed 55, round {round}");
        }
    }

    [Fact]
    public void What_is_no_record_should_be_refused()
    {
        Assert.Throws<ArtifactFormatException>(() => RecordVerifier.Verify(Encoding.UTF8.GetBytes("{}")));
        Assert.Throws<ArtifactFormatException>(
            () => RecordVerifier.Verify(ArtifactJson.WriteUtf8(Some.Plan)));
    }

    [Fact]
    public void A_chain_should_not_go_on_after_events_that_are_not_linked()
    {
        var events = Whole.StepEvents.RemoveAt(1);
        var bad = Assert.Throws<ArgumentException>(() => new EventChain(events));
        Assert.Contains("event 1 does not follow", bad.Message, StringComparison.Ordinal);
        var next = new EventChain(Whole.StepEvents).Append(
            Some.Moment, StepEventType.ExecutionResumed, -1, "after a crash");
        Assert.Equal(RecordHash.OfEvent(Whole.StepEvents[^1]), next.PreviousEventHash);
    }

    [Fact]
    public void Text_that_is_not_unicode_should_be_taken_down_all_the_same()
    {
        var step =
            new EventChain().Append(Some.Moment, StepEventType.StepFailed, 0, "a\ud800b", null, "\udc00");
        Assert.Equal("a\ufffdb", step.StepName);
        Assert.Equal("\ufffd", step.ErrorMessage);
        Assert.Equal(RecordHash.OfEvent(step), CanonicalJson.Digest(ArtifactJson.Canonical(step)));
    }

    private static BrokenLink Broken(ExecutionRecord record) => RecordVerifier.Verify(record).Broken!;

    /// <summary>Refused, found broken, or not a change at all: the same JSON in another spelling.</summary>
    private static bool IsCaught(byte[] bytes, byte[] canonical)
    {
        try
        {
            return !RecordVerifier.Verify(bytes).IsIntact
                || CanonicalJson.Of(bytes).AsSpan().SequenceEqual(canonical);
        }
        catch (ArtifactFormatException)
        {
            return true;
        }
    }

    private static ExecutionRecord Make()
    {
        var chain = new EventChain();
        return (Some.Record with
        {
            Status = RecordStatus.Failed,
            CompletionReason = "step 1 failed",
            TimestampEnd = Some.Moment.AddSeconds(2),
            SecuritySnapshotPost =
                new(Some.Moment, SecurityState.Secure, BoundaryState.Nominal, "Post-execution (failed)"),
            StepEvents =
            [
                chain.Append(
                    Some.Moment, StepEventType.StepStarted, 0, "write", JsonDetails.Of(
                        ("bytes", 5), ("a", null))),
                chain.Append(Some.Moment.AddTicks(12345), StepEventType.StepCompleted, 0, "write"),
                chain.Append(Some.Moment.AddSeconds(1), StepEventType.StepStarted, 1, "delete \"größe\""),
                chain.Append(
                    Some.Moment.AddSeconds(2), StepEventType.StepFailed, 1, "delete", null, "disk\tfull"),
            ],
            SideEffectsReport = new()
            {
                SideEffectsObserved =
                [
                    new() { Category = SideEffectCategory.FileSystem, Description = "created a.txt",
                        Reversible = true, StepIndex = 0 },
                ],
            },
        }).WithHash();
    }
}
