using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Actors.Observation;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Observation;

public sealed class ExecutionObserverTests
{
    private readonly FixedMonitor _monitor = new();
    private readonly ExecutionObserver _observer;

    public ExecutionObserverTests() => _observer = new("exec-test", "plan-test", _monitor, new ManualTime());

    [Fact]
    public void Basic_record()
    {
        _observer.RecordStepStarted(0, "First");
        _observer.RecordStepCompleted(0, "First");
        _observer.RecordStepStarted(1, "Second");
        _observer.RecordStepCompleted(1, "Second");
        _observer.MarkCompleted("Success");

        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal("exec-test", record.ExecutionId);
        Assert.Equal("plan-test", record.PlanId);
        Assert.Equal("LIVE", record.LiveModeState);
        Assert.Equal(RecordStatus.Completed, record.Status);
        Assert.Equal("Success", record.CompletionReason);
        Assert.Equal(4, record.StepEvents.Length);
        Assert.Equal(ManualTime.Start, record.TimestampStart);
        Assert.True(record.TimestampEnd > record.StepEvents[^1].Timestamp);
        Assert.Equal(record.ExecutionHash, record.GetExecutionHash());
    }

    [Fact]
    public void Hash_linked_events()
    {
        Assert.Null(_observer.RecordStepStarted(0, "First").PreviousEventHash);
        _observer.RecordStepCompleted(0, "First", JsonDetails.Of(("bytes", 5)));
        _observer.RecordStepStarted(1, "Second");

        var events = _observer.GetExecutionRecord("LIVE").StepEvents;
        Assert.Equal(RecordHash.OfEvent(events[0]), events[1].PreviousEventHash);
        Assert.Equal(RecordHash.OfEvent(events[1]), events[2].PreviousEventHash);
        Assert.True(RecordVerifier.Verify(_observer.GetExecutionRecord("LIVE")).IsIntact);
    }

    [Fact]
    public void Failed_execution_should_keep_its_error()
    {
        _observer.RecordStepStarted(0, "Delete");
        _observer.RecordStepFailed(0, "Delete", "disk full", JsonDetails.Of(("errno", 28)));
        _observer.MarkFailed("Execution failed at step 0");

        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal(RecordStatus.Failed, record.Status);
        Assert.Equal("Execution failed at step 0", record.CompletionReason);
        Assert.Equal(StepEventType.StepFailed, record.StepEvents[1].EventType);
        Assert.Equal("disk full", record.StepEvents[1].ErrorMessage);
        Assert.Equal(28, record.StepEvents[1].Details!.Value.GetProperty("errno").GetInt32());
    }

    [Fact]
    public void Side_effects_should_have_category_and_reversibility()
    {
        _observer.DeclareSideEffect(
            SideEffectCategory.FileSystem, "writes backup.sql", reversible: true, stepIndex: 2);
        foreach (var category in Enum.GetValues<SideEffectCategory>())
            _observer.RecordSideEffect(
                category, $"touched {category}", category is SideEffectCategory.FileSystem, stepIndex: 2);

        var report = _observer.GetExecutionRecord("LIVE").SideEffectsReport;
        Assert.Equal(
            Enum.GetValues<SideEffectCategory>(), report.SideEffectsObserved.Select(
                effect => effect.Category));
        Assert.Equal(6, report.SideEffectsObserved.Length);
        Assert.True(report.SideEffectsObserved[0].Reversible);
        Assert.All(report.SideEffectsObserved[1..], effect => Assert.False(effect.Reversible));
        Assert.Null(Assert.Single(report.SideEffectsDeclared).Timestamp);
        Assert.False(report.UnknownEffects);
        _observer.RecordUnknownEffects();
        Assert.True(_observer.GetExecutionRecord("LIVE").SideEffectsReport.UnknownEffects);
    }

    [Theory]
    [InlineData("completed", RecordStatus.Completed, "Post-execution (completed)")]
    [InlineData("failed", RecordStatus.Failed, "Post-execution (failed)")]
    [InlineData("partial", RecordStatus.CompletedPartial, "Post-execution (partial)")]
    [InlineData("incomplete", RecordStatus.Incomplete, "Post-execution (incomplete - security escalation)")]
    public void Security_snapshots_should_be_taken_before_and_after(
        string end, RecordStatus status, string context)
    {
        _monitor.State = SecurityState.Compromised;
        _monitor.Boundary = BoundaryState.Elevated;
        Assert.Null(_observer.GetExecutionRecord("LIVE").SecuritySnapshotPost);
        End(end);

        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal(status, record.Status);
        Assert.Equal("why", record.CompletionReason);
        Assert.Equal("Pre-execution", record.SecuritySnapshotPre.Context);
        Assert.Equal(SecurityState.Secure, record.SecuritySnapshotPre.SecurityState);
        Assert.Equal(BoundaryState.Nominal, record.SecuritySnapshotPre.BoundaryState);
        Assert.Equal(context, record.SecuritySnapshotPost!.Context);
        Assert.Equal(SecurityState.Compromised, record.SecuritySnapshotPost.SecurityState);
        Assert.Equal(BoundaryState.Elevated, record.SecuritySnapshotPost.BoundaryState);
        Assert.True(record.SecuritySnapshotPost.Timestamp > record.SecuritySnapshotPre.Timestamp);
    }

    [Fact]
    public void Without_a_monitor_the_states_should_be_unknown()
    {
        var observer = new ExecutionObserver("exec-test", "plan-test");
        observer.MarkCompleted();
        var record = observer.GetExecutionRecord("DRY_RUN");
        Assert.Equal(SecurityState.Unknown, record.SecuritySnapshotPre.SecurityState);
        Assert.Equal(BoundaryState.Unknown, record.SecuritySnapshotPost!.BoundaryState);
        Assert.Equal("", record.CompletionReason);
    }

    [Fact]
    public void A_monitor_that_fails_should_not_keep_the_record_from_ending()
    {
        _monitor.Breaks = "no sensor";
        _observer.MarkFailed("why");
        var after = _observer.GetExecutionRecord("LIVE").SecuritySnapshotPost!;
        Assert.Equal(SecurityState.Unknown, after.SecurityState);
        Assert.Equal("Post-execution (failed) (the monitor failed: no sensor)", after.Context);
    }

    [Fact]
    public void The_record_should_be_available_as_started_before_the_end()
    {
        _observer.RecordStepStarted(0, "First");
        var before = _observer.GetExecutionRecord("STAGING");
        Assert.Equal(RecordStatus.Started, before.Status);
        Assert.Null(before.TimestampEnd);
        Assert.True(RecordVerifier.Verify(before).IsIntact);
        _observer.RecordStepCompleted(0, "First");
        Assert.Single(before.StepEvents); // what was given out does not change
    }

    [Fact]
    public void A_sealed_record_should_refuse_late_events_by_name()
    {
        _observer.MarkCompleted("done");
        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Contains(
            "step_failed of step 7 'Late' comes too late", Late(
                () => _observer.RecordStepFailed(7, "Late", "x")), StringComparison.Ordinal);
        Assert.Contains(
            "sealed as completed", Late(
                () => _observer.RecordStepStarted(7, "Late")), StringComparison.Ordinal);
        Assert.Contains(
            "the side effect 'wrote'", Late(
                () => _observer.RecordSideEffect(
                    SideEffectCategory.Other, "wrote")), StringComparison.Ordinal);
        Assert.Contains("unknown effects", Late(_observer.RecordUnknownEffects), StringComparison.Ordinal);
        Assert.Equal(record.ExecutionHash, _observer.GetExecutionRecord("LIVE").ExecutionHash);
        Assert.Equal(RecordStatus.Completed, _observer.Status);
    }

    [Fact]
    public void A_second_mark_should_leave_the_first_and_be_kept_as_a_note()
    {
        _observer.MarkFailed("Step failed: disk full");
        var sealedAt = _observer.GetExecutionRecord("LIVE");
        _observer.MarkFailed("disk full");
        _observer.MarkCompleted("not so");

        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal(RecordStatus.Failed, record.Status);
        Assert.Equal("Step failed: disk full", record.CompletionReason);
        Assert.Equal(sealedAt.TimestampEnd, record.TimestampEnd);
        Assert.Equal(sealedAt.SecuritySnapshotPost, record.SecuritySnapshotPost);
        Assert.Equal(
            [(RecordStatus.Failed, "disk full"), (RecordStatus.Completed, "not so")],
            record.CompletionNotes.Select(note => (note.Status, note.Reason)));
        Assert.True(record.CompletionNotes[0].Timestamp > record.TimestampEnd);
        Assert.True(RecordVerifier.Verify(ArtifactJson.Read<ExecutionRecord>(record.ToJson())).IsIntact);
        var forged = record with { CompletionNotes = record.CompletionNotes.RemoveAt(1) };
        Assert.False(RecordVerifier.Verify(forged).IsIntact);
        var goesOn = ExecutionObserver.Continue(record).GetExecutionRecord("LIVE");
        Assert.Equal(record.CompletionNotes.AsEnumerable(), goesOn.CompletionNotes);
    }

    [Fact]
    public void A_record_without_notes_should_have_the_json_and_the_hash_that_it_had_before_there_were_any()
    {
        _observer.MarkFailed("why");
        var record = _observer.GetExecutionRecord("LIVE");
        Assert.DoesNotContain("completion_notes", record.ToJson(), StringComparison.Ordinal);
        var read = ArtifactJson.Read<ExecutionRecord>(record.ToJson());
        Assert.Equal(record.ExecutionHash, read.GetExecutionHash());
    }

    [Fact]
    public void An_escalation_should_be_given_as_the_reason_where_none_is_named()
    {
        _observer.MarkIncompleteSecurityEscalation();
        Assert.Equal("Security escalation", _observer.GetExecutionRecord("LIVE").CompletionReason);
    }

    [Fact]
    public void An_event_should_have_the_hash_that_the_next_one_is_linked_to()
    {
        var first = _observer.RecordStepStarted(0, "First");
        var second = _observer.RecordStepCompleted(0, "First");
        Assert.Equal(first.GetHash(), second.PreviousEventHash);
        Assert.NotEqual(first.GetHash(), (first with { StepName = "Other" }).GetHash());
    }

    [Fact]
    public void Details_should_be_copied_in()
    {
        var bytes = """{ "b": 1.0, "a": "x" }"""u8.ToArray();
        using (var document = JsonDocument.Parse(bytes))
            _observer.RecordStepStarted(0, "First", document.RootElement);
        bytes.AsSpan().Fill((byte)' '); // the caller's document is gone, and its buffer reused
        Assert.Equal(
            """{"a":"x","b":1}""", _observer.GetExecutionRecord(
                "LIVE").StepEvents[0].Details!.Value.GetRawText());
    }

    [Fact]
    public void A_record_should_not_be_modifiable()
    {
        _observer.RecordStepStarted(0, "First");
        var record = _observer.GetExecutionRecord("LIVE");
        var setters = record.GetType().GetProperties().Concat(typeof(StepEvent).GetProperties())
            .Concat(typeof(SideEffect).GetProperties()).Concat(typeof(SecuritySnapshot).GetProperties())
            .Select(property => property.SetMethod).Where(setter => setter is not null);
        Assert.All(setters, setter => Assert.Contains(
            setter!.ReturnParameter.GetRequiredCustomModifiers(), type => type.Name == "IsExternalInit"));
        var changed = record with { PlanId = "another" };
        Assert.Equal("plan-test", record.PlanId);
        Assert.False(RecordVerifier.Verify(changed).IsIntact);
    }

    [Fact]
    public void A_record_should_serialize_to_json_and_back()
    {
        _observer.RecordStepStarted(
            0, "First", JsonDetails.Of(("task_type", "write"), ("tags", new JsonArray("a", 1, null))));
        _observer.RecordStepCompleted(0, "First");
        _observer.RecordSideEffect(
            SideEffectCategory.DataMutation, "inserted 5000 rows", stepIndex: 0,
                details: JsonDetails.Of(("rows", 5000)));
        _observer.MarkCompleted("done");
        var json = _observer.GetExecutionRecord("LIVE").ToJson(indented: true);

        var read = ArtifactJson.Read<ExecutionRecord>(json);
        Assert.True(RecordVerifier.Verify(read).IsIntact);
        Assert.Equal("data_mutation", JsonElement.Parse(json).GetProperty("side_effects_report")
            .GetProperty("side_effects_observed")[0].GetProperty("category").GetString());
        Assert.Equal(_observer.GetExecutionRecord("LIVE").ExecutionHash, read.ExecutionHash);
    }

    [Fact]
    public void After_a_crash_the_record_should_go_on_in_one_chain()
    {
        _observer.RecordStepStarted(0, "First");
        _observer.RecordStepCompleted(0, "First");
        _observer.RecordSideEffect(SideEffectCategory.FileSystem, "wrote a", reversible: true, stepIndex: 0);
        var before = ArtifactJson.Read<ExecutionRecord>(_observer.GetExecutionRecord("LIVE").ToJson());

        var after = ExecutionObserver.Continue(before, _monitor, new ManualTime());
        after.RecordExecutionResumed("taken over by host:42 after a crash");
        after.RecordStepFoundApplied(0, "First");
        after.RecordStepCompensated(0, "First");
        after.RecordCompensationFailed(1, "Second", "disk full");
        after.MarkFailed("rolled back after a crash");

        var record = after.GetExecutionRecord("LIVE");
        Assert.True(RecordVerifier.Verify(record).IsIntact);
        Assert.Equal(
            ["StepStarted", "StepCompleted", "ExecutionResumed", "StepFoundApplied", "StepCompensated",
                "CompensationFailed"],
            record.StepEvents.Select(step => step.EventType.ToString()));
        Assert.Equal(-1, record.StepEvents[2].StepIndex);
        Assert.Equal("disk full", record.StepEvents[5].ErrorMessage);
        Assert.Equal(before.TimestampStart, record.TimestampStart);
        Assert.Equal(before.SecuritySnapshotPre, record.SecuritySnapshotPre);
        Assert.Single(record.SideEffectsReport.SideEffectsObserved);
    }

    [Fact]
    public void A_broken_record_should_not_be_gone_on_with()
    {
        _observer.RecordStepStarted(0, "First");
        _observer.RecordStepCompleted(0, "First");
        var record = _observer.GetExecutionRecord("LIVE");
        var bad = Assert.Throws<ArgumentException>(
            () => ExecutionObserver.Continue(record with { StepEvents = record.StepEvents.RemoveAt(0) }));
        Assert.Contains("event 0 does not follow", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_should_make_one_chain()
    {
        const int Threads = 8;
        const int Steps = 200;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var step = 0; step < Steps; step++)
            {
                _observer.RecordStepStarted((thread * Steps) + step, "Step");
                _observer.RecordSideEffect(SideEffectCategory.Other, "effect");
            }
        });
        _observer.MarkCompleted();
        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal(new RecordVerdict(Threads * Steps, null), RecordVerifier.Verify(record));
        Assert.Equal(Threads * Steps, record.StepEvents.Select(step => step.StepIndex).Distinct().Count());
        Assert.Equal(Threads * Steps, record.SideEffectsReport.SideEffectsObserved.Length);
    }

    [Fact]
    public void One_end_only_should_win_a_race()
    {
        Parallel.For(0, 8, end => End(end % 2 == 0 ? "completed" : "failed"));
        var record = _observer.GetExecutionRecord("LIVE");
        Assert.Equal(7, record.CompletionNotes.Length);
        Assert.Equal(4, record.CompletionNotes.Select(note => note.Status).Append(record.Status)
            .Count(status => status is RecordStatus.Failed));
    }

    [Fact]
    public void A_record_of_ten_steps_should_be_about_five_kilobytes()
    {
        for (var step = 0; step < 10; step++)
        {
            _observer.RecordStepStarted(step, "write_file");
            _observer.RecordStepCompleted(step, "write_file");
        }

        _observer.MarkCompleted();
        Assert.InRange(_observer.GetExecutionRecord("LIVE").ToJson().Length, 4_000, 6_500);
    }

    private static string Late(Action record) => Assert.Throws<InvalidOperationException>(record).Message;

    private void End(string end)
    {
        Action<string> mark = end switch
        {
            "completed" => _observer.MarkCompleted,
            "failed" => _observer.MarkFailed,
            "partial" => _observer.MarkPartial,
            _ => _observer.MarkIncompleteSecurityEscalation,
        };
        mark("why");
    }
}
