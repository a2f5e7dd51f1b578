using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Undo;

/// <summary>How the undo of one swap ended.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<UndoVerdict>))]
public enum UndoVerdict
{
    /// <summary>What was there before is there again.</summary>
    Undone,

    /// <summary>The swap was never applied, or was undone already.</summary>
    NothingToDo,

    /// <summary>Something foreign is in the way; it was not touched.</summary>
    Conflict,

    /// <summary>The disk refused; to be tried again.</summary>
    Failed,

    /// <summary>A person decided that what others put there stays.</summary>
    Kept,
}
