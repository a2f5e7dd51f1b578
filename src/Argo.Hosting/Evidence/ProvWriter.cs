using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// One execution as W3C PROV-JSON: its documents and files are entities, its dry run, approval and run are
/// activities, the approver and Argo are agents.
/// </summary>
internal static class ProvWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n",
    };

    public static byte[] DocumentOf(ExecutionEvidence evidence)
    {
        var prov = new ProvDocument();
        var execution = $"argo:execution/{evidence.Entry.ExecutionId}";
        Documents(prov, evidence, execution);
        Execution(prov, evidence, execution);
        Approval(prov, evidence);
        foreach (var file in evidence.Ends is [.., { Said: { } said }] ? said.Files : [])
            File(prov, file, execution);
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(prov.ToJson(), Indented);
    }

    private static void Documents(ProvDocument prov, ExecutionEvidence evidence, string execution)
    {
        var entry = evidence.Entry;
        var plan = prov.Entity("plan", evidence.Plan?.ArtifactId ?? entry.PlanId, entry.PlanDigest);
        var said = evidence.Ends is [.., { Said: { } last }] ? last : null;
        var intent = said?.IntentId is { } id ? prov.Entity("intent", id, said.IntentDigest) : null;
        if (intent is not null)
            prov.Relate("wasDerivedFrom", ("prov:generatedEntity", plan), ("prov:usedEntity", intent));
        if (said?.TranscriptionId is { } spoken)
        {
            var transcription = prov.Entity("transcription", spoken, said.TranscriptionDigest);
            prov.Relate(
                "wasDerivedFrom", ("prov:generatedEntity", intent ?? plan),
                    ("prov:usedEntity", transcription));
        }

        prov.Relate("used", ("prov:activity", execution), ("prov:entity", plan));
        if (evidence.Report is { } kept)
        {
            var report = prov.Entity("report", kept.ArtifactId, kept.Digest);
            prov.Relate("wasDerivedFrom", ("prov:generatedEntity", report), ("prov:usedEntity", plan));
            prov.Relate("used", ("prov:activity", execution), ("prov:entity", report));
        }

        foreach (var made in new[] { evidence.Indexed?.Result, evidence.Indexed?.Record }
            .Concat([evidence.Ends is [.., var end] ? end.Receipt : null])
                .OfType<StoredArtifact>())
        {
            var entity = prov.Entity(made.Kind, made.ArtifactId, made.Digest);
            prov.Relate("wasGeneratedBy", ("prov:entity", entity), ("prov:activity", execution));
        }
    }

    private static void Execution(ProvDocument prov, ExecutionEvidence evidence, string execution)
    {
        var entry = evidence.Entry;
        prov.Activity(
            execution, entry.SubmittedAt, entry.FinishedAt, ("argo:state", Word.Snake(entry.State)));
        prov.Agent("argo:argo", "prov:SoftwareAgent", "Argo");
        prov.Relate(
            "wasAssociatedWith",
            ("prov:activity", execution),
            ("prov:agent", "argo:argo"),
            ("prov:plan", $"argo:plan/{evidence.Plan?.ArtifactId ?? entry.PlanId}"));
    }

    /// <summary>The person stands for the approval; Argo acted for that person.</summary>
    private static void Approval(ProvDocument prov, ExecutionEvidence evidence)
    {
        if (evidence.Approval is not { } kept
            || evidence.Ends is not [.., { Said: { Approver: { } person } said }])
            return;
        var (agent, activity) =
            ($"argo:person/{Uri.EscapeDataString(person)}", $"argo:approving/{kept.ArtifactId}");
        prov.Agent(agent, "prov:Person", person);
        prov.Activity(activity, said.ApprovedAt, said.ApprovedAt);
        var approval = prov.Entity("approval", kept.ArtifactId, kept.Digest);
        prov.Relate("wasAssociatedWith", ("prov:activity", activity), ("prov:agent", agent));
        prov.Relate("wasGeneratedBy", ("prov:entity", approval), ("prov:activity", activity));
        prov.Relate(
            "used", ("prov:activity", $"argo:execution/{evidence.Entry.ExecutionId}"),
                ("prov:entity", approval));
        prov.Relate("actedOnBehalfOf", ("prov:delegate", "argo:argo"), ("prov:responsible", agent));
        if (evidence.Report is { } report)
            prov.Relate(
                "used", ("prov:activity", activity), ("prov:entity", $"argo:report/{report.ArtifactId}"));
    }

    private static void File(ProvDocument prov, FileChange file, string execution)
    {
        var before = file.Before is { Kind: not EntryKind.Absent } was ? prov.File(file.Path, was, "before")
            : null;
        if (before is not null)
            prov.Relate("used", ("prov:activity", execution), ("prov:entity", before));
        if (file.Before == file.After)
            return;
        if (file.After is { Kind: not EntryKind.Absent } now)
        {
            var after = prov.File(file.Path, now, "after");
            prov.Relate("wasGeneratedBy", ("prov:entity", after), ("prov:activity", execution));
            if (before is not null)
                prov.Relate("wasDerivedFrom", ("prov:generatedEntity", after), ("prov:usedEntity", before));
        }
        else if (before is not null)
        {
            prov.Relate("wasInvalidatedBy", ("prov:entity", before), ("prov:activity", execution));
        }
    }
}
