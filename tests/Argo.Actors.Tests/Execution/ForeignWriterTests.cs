using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>What other programs wrote to the originals, and undos that do not find what they need.</summary>
public sealed class ForeignWriterTests : ExecutionKit
{
    private static readonly Drift Written =
        new("file-1.txt", "12 bytes", "40 bytes") { IsForeignContent = true };

    [Fact]
    public async Task An_original_that_others_wrote_to_should_undo_everything_instead_of_completing()
    {
        var request = Some.Approved(1, 2);
        var site = Harness.SiteOf(request);
        site.ChangedOriginals = [Written];
        site.LeftBehind = [Written];

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.True(ended.Result.RollbackFullySuccessful);
        Assert.Empty(site.Applied);
        Assert.Equal("file-1.txt: expected 12 bytes, found 40 bytes", ended.Result.DivergenceDetails);
        Assert.DoesNotContain("journal rollback-completed.v1", site.Calls);
    }

    [Fact]
    public async Task An_undo_that_does_not_find_what_it_needs_should_touch_nothing_and_park()
    {
        var request = Some.Approved(1, 2);
        var site = Harness.SiteOf(request);
        site.Failing[2] = "half way";
        site.Missing =
        [
            new UndoOutcome(Some.Row(1, 0), UndoVerdict.Conflict, "file-1.txt is not in the vault")
            {
                Conflict = Some.Conflict("file-1.txt"),
            },
        ];

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Parked, ended.State);
        Assert.Equal("file-1.txt", Assert.Single(ended.Result.Conflicts).Path);
        Assert.Contains("file-1.txt is not in the vault", ended.Result.Errors);
        Assert.DoesNotContain(site.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_at_the_collection_should_be_told_with_the_end()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).KeptOriginals = [new Drift("file-1.txt", "nothing", "it is kept there")];

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Completed, ended.State);
        Assert.True(ended.Result.DivergenceDetected);
        Assert.Contains("it is kept there", ended.Result.DivergenceDetails, StringComparison.Ordinal);
    }
}
