using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Evidence;

/// <summary>What a piece of evidence is.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>A transcription that a plan came from.</summary>
    Transcription,

    /// <summary>An intent that a plan came from.</summary>
    Intent,

    /// <summary>A plan.</summary>
    Plan,

    /// <summary>A dry-run report.</summary>
    Report,

    /// <summary>An approval.</summary>
    Approval,

    /// <summary>An execution, as the store's index has it.</summary>
    Execution,

    /// <summary>The undo of an execution, as its journal has it.</summary>
    Undo,

    /// <summary>A result.</summary>
    Result,

    /// <summary>A record.</summary>
    Record,

    /// <summary>A receipt.</summary>
    Receipt,

    /// <summary>A place in the host's log of ended executions.</summary>
    LogEntry,

    /// <summary>A head of that log.</summary>
    LogHead,

    /// <summary>A proof that a receipt is in that log.</summary>
    LogProof,
}
