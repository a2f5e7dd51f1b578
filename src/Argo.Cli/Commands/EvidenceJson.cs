using System.Text.Json.Nodes;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary>Verdicts and chains as the documents of <c>--json</c>.</summary>
internal static class EvidenceJson
{
    public static JsonObject Of(string subject, EvidenceVerdict verdict) => new()
    {
        ["subject"] = subject,
        ["kind"] = Word.Snake(verdict.Kind),
        ["id"] = verdict.Id,
        ["intact"] = verdict.IsIntact,
        ["events_intact"] = verdict.EventsIntact,
        ["checked"] = new JsonArray([.. verdict.Checked.Select(line => JsonValue.Create(line))]),
        ["broken_link"] = Of(verdict.Broken),
    };

    public static JsonObject Of(StoreVerdict verdict) => new()
    {
        ["intact"] = verdict.IsIntact,
        ["executions"] = verdict.Executions,
        ["artifacts"] = verdict.Artifacts,
        ["log_size"] = verdict.LogSize,
        ["root_hash"] = verdict.RootHash,
        ["broken"] = new JsonArray([.. verdict.Broken.Select(one => Of(one.Id ?? "log", one))]),
    };

    public static JsonObject Of(CustodyTrace trace) => new()
    {
        ["id"] = trace.Id,
        ["kind"] = Word.Snake(trace.Kind),
        ["intact"] = trace.IsIntact,
        ["roots"] = new JsonArray([.. trace.Roots.Select(Of)]),
    };

    private static JsonObject Of(CustodyNode node) => new()
    {
        ["kind"] = Word.Snake(node.Kind),
        ["id"] = node.Id,
        ["digest"] = node.Digest,
        ["status"] = Word.Snake(node.Status),
        ["detail"] = node.Detail,
        ["broken_link"] = Of(node.Broken),
        ["children"] = new JsonArray([.. node.Children.Select(Of)]),
    };

    private static JsonObject? Of(BrokenLink? broken) => broken is null ? null : new()
    {
        ["path"] = broken.Path,
        ["event_index"] = broken.EventIndex,
        ["expected"] = broken.Expected,
        ["found"] = broken.Found,
        ["explanation"] = broken.Explanation,
    };
}
