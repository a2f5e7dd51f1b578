using System.Text.Json.Serialization;
using Argo.Artifacts.Files;

namespace Argo.Artifacts.Undo;

/// <summary>How one swap is undone: durable before the swap happens, idempotent afterwards.</summary>
public sealed record UndoRow
{
    /// <summary>The plan's number for the step.</summary>
    public required int StepId { get; init; }

    /// <summary>The swap's place within the execution, from 0; also its name in the stage.</summary>
    public required int Swap { get; init; }

    /// <summary>What the swap does.</summary>
    public required SwapKind Kind { get; init; }

    /// <summary>The path it acts on, relative to the workspace.</summary>
    public required string Path { get; init; }

    /// <summary>Move: the new path.</summary>
    public string? Destination { get; init; }

    /// <summary>The object at the path before; null when nothing is there.</summary>
    public FileIdentity? Before { get; init; }

    /// <summary>The new object, or the placeholder of a delete; null for a move or a chmod.</summary>
    public FileIdentity? After { get; init; }

    /// <summary>Chmod: the bits before, octal.</summary>
    public string? ModeBefore { get; init; }

    /// <summary>Chmod: the bits afterwards, octal.</summary>
    public string? ModeAfter { get; init; }

    /// <summary>Classes B and C: the stage name of the second copy of the object before.</summary>
    public string? BackupName { get; init; }

    /// <summary>
    /// Classes B and C: which object that copy is; with a hard link it is the object before.
    /// </summary>
    public FileIdentity? Backup { get; init; }

    /// <summary>Last change of the parent directory before, ns since 1970; put back as best can be.</summary>
    [JsonNumberHandling(FileIdentity.AsText)]
    public long? ParentMtimeNs { get; init; }

    /// <summary>Move: the same for the directory of the new path.</summary>
    public long? DestinationParentMtimeNs { get; init; }
}
