using System.Text.Json.Nodes;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Results;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>Executions as the documents of <c>--json</c>: the same in each command.</summary>
internal static class ExecutionJson
{
    /// <summary>As <c>run</c>, <c>execute</c>, <c>show</c> and each of <c>recover</c> give it.</summary>
    public static JsonObject Of(StoredExecution stored) =>
        Of(stored.Entry, stored.Result, stored.IsLeftBehind);

    /// <summary>An end with its entry, as the store has that by now.</summary>
    public static async Task<JsonObject> OfAsync(CommandContext context, ExecutionResultArtifact result)
    {
        var archive = context.OpenStored<IArgoArchive>();
        var stored = await archive.FindAsync(result.ExecutionId, CancellationToken.None)
            .ConfigureAwait(false);
        return Of(stored?.Entry, result, stored?.IsLeftBehind is true);
    }

    /// <summary>One execution of <c>list</c>, and the first half of the others.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="result">Its result; null before its end.</param>
    /// <param name="isLeftBehind">Whether its process is gone and left it without an end.</param>
    public static JsonObject OfEntry(
        ExecutionEntry entry, ExecutionResultArtifact? result, bool isLeftBehind)
    {
        var document = CliJson.Of(entry).AsObject();
        document["total_steps"] = result?.TotalSteps;
        document["steps_succeeded"] = result?.StepsSucceeded;
        document["process_gone"] = isLeftBehind;
        return document;
    }

    private static JsonObject Of(
        ExecutionEntry? entry, ExecutionResultArtifact? result, bool isLeftBehind) => new()
    {
        ["execution"] = entry is null ? null : OfEntry(entry, result, isLeftBehind),
        ["result"] = result is null ? null : CliJson.Of(result),
    };
}
