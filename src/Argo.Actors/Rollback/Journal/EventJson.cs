using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Rollback.Journal;

/// <summary>The journal's JSON: snake case, members without a value left out, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(SnakeCaseEnum<SwapKind>), typeof(SnakeCaseEnum<FileSystemClass>),
        typeof(SnakeCaseEnum<ConflictChoice>)])]
[JsonSerializable(typeof(Prepared))]
[JsonSerializable(typeof(Completed))]
[JsonSerializable(typeof(Aborted))]
[JsonSerializable(typeof(UndoingStep))]
[JsonSerializable(typeof(RollingBack))]
[JsonSerializable(typeof(RolledBack))]
[JsonSerializable(typeof(Parked))]
[JsonSerializable(typeof(Resolved))]
[JsonSerializable(typeof(Halted))]
[JsonSerializable(typeof(Abandoned))]
[JsonSerializable(typeof(Relocated))]
internal sealed partial class EventJson : JsonSerializerContext;
