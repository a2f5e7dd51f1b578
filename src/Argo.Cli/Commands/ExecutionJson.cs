using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>Executions as the documents of <c>--json</c>: the same in each command.</summary>
internal static class ExecutionJson
{
    /// <summary>As <c>run</c>, <c>execute</c>, <c>recover</c> and <c>show</c> give it.</summary>
    public static JsonObject Of(StoredExecution stored) => Of(stored.Entry, stored.Result);

    /// <summary>An end with its entry, as the store has that by now.</summary>
    public static async Task<JsonObject> OfAsync(Call call, ExecutionResultArtifact result)
    {
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        var stored = await archive.FindAsync(result.ExecutionId, CancellationToken.None)
            .ConfigureAwait(false);
        return Of(stored?.Entry, result);
    }

    /// <summary>One execution of <c>list</c>, and the first half of the others.</summary>
    public static JsonObject Of(ExecutionEntry entry, int? totalSteps, int? stepsSucceeded)
    {
        var document = CliJson.Of(entry).AsObject();
        document["total_steps"] = totalSteps;
        document["steps_succeeded"] = stepsSucceeded;
        return document;
    }

    private static JsonObject Of(ExecutionEntry? entry, ExecutionResultArtifact? result) => new()
    {
        ["execution"] = entry is null ? null : Of(entry, result?.TotalSteps, result?.StepsSucceeded),
        ["result"] = result is null ? null : CliJson.Of(result),
    };
}
