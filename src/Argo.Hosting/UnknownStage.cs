namespace Argo.Hosting;

/// <summary>
/// What an execution staged in a workspace, or took out of its tree, of which this store knows nothing: the
/// tree may be half changed.
/// </summary>
/// <param name="Path">Where it lies, absolute.</param>
/// <param name="Holder">
/// The process that holds the workspace, and may be the one at work; null when none does.
/// </param>
/// <param name="Remedy">What a person can do about it.</param>
public sealed record UnknownStage(string Path, string? Holder, string Remedy)
{
    /// <summary>The sentence by which an execution is refused.</summary>
    public string Refusal =>
        $"'{Path}' is what an execution left that this data directory does not know, so the tree may be half "
        + $"changed; nothing ran. To go on, {Remedy}.";
}
