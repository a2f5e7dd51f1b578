using System.Text;
using Argo.Artifacts.Executions;
using Argo.Storage.Repositories;

namespace Argo.Storage.Tests;

internal static class Some
{
    public const long FirstTicks = 638_000_000_000_000_000;

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static readonly DateTimeOffset Moment = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    public static JournalRow Event(string id, long nr) => new(id, nr);

    public static JournalRow[] Events(string id, long from, long to) =>
        [.. Enumerable.Range((int)from, (int)(to - from + 1)).Select(nr => Event(id, nr))];

    public static ExecutionEntry Execution(string id, ExecutionState state = ExecutionState.Queued) => new()
    {
        ExecutionId = id,
        PlanId = "plan-" + id,
        PlanDigest = "d1",
        Workspace = "site",
        WorkspaceRoot = "/srv/site",
        State = state,
        SubmittedAt = Moment,
    };

    public static NewArtifact Artifact(string kind, string id, string digest, string json = "{}") =>
        new(kind, id, digest, Encoding.UTF8.GetBytes(json));

    public static FinishedExecution Finished(
        string id, ExecutionState state = ExecutionState.Completed) => new()
    {
        ExecutionId = id,
        Stream = $"rollback-{id}",
        State = state,
        ResultDigest = "r-" + id,
        RecordDigest = "c-" + id,
        FinishedAt = Moment.AddMinutes(1),
        Artifacts = [Artifact("result", "result-" + id, "r-" + id), Artifact("record", id, "c-" + id)],
    };
}
