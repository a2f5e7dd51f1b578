using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Artifacts.Json;

/// <summary>The generated readers and writers.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(UtcTimeConverter), typeof(EcmaNumberConverter)])]
[JsonSerializable(typeof(ExecutionPlanArtifact))]
[JsonSerializable(typeof(DryRunExecutionReport))]
[JsonSerializable(typeof(ApprovalArtifact))]
[JsonSerializable(typeof(ExecutionResultArtifact))]
[JsonSerializable(typeof(ExecutionRecord))]
[JsonSerializable(typeof(DsseEnvelope))]
[JsonSerializable(typeof(ReceiptStatement))]
[JsonSerializable(typeof(LogHead))]
[JsonSerializable(typeof(LogProof))]
[JsonSerializable(typeof(ExecutionEntry))]
[JsonSerializable(typeof(StepOutcome))]
[JsonSerializable(typeof(StagedStep))]
[JsonSerializable(typeof(UndoPlan))]
[JsonSerializable(typeof(UndoOutcome))]
[JsonSerializable(typeof(RollbackConflict))]
[JsonSerializable(typeof(Drift))]
[JsonSerializable(typeof(RollbackScaffold))]
[JsonSerializable(typeof(ScaffoldHint))]
[JsonSerializable(typeof(StepEvent))]
[JsonSerializable(typeof(SideEffect))]
[JsonSerializable(typeof(StepParameters))]
[JsonSerializable(typeof(ImmutableArray<TextEdit>))]
[JsonSerializable(typeof(EntryKind))]
internal sealed partial class ArtifactJsonContext : JsonSerializerContext;
