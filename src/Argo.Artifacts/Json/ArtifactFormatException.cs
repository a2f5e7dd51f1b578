namespace Argo.Artifacts.Json;

/// <summary>
/// An artifact cannot be taken as it is; the message is one sentence that names the member and the remedy.
/// </summary>
public sealed class ArtifactFormatException : Exception
{
    /// <summary>Says what is wrong at <paramref name="path"/> and what to do about it.</summary>
    /// <param name="path">The member, such as <c>steps[3].target</c>; empty for the document as a
    /// whole.</param>
    /// <param name="problem">What is wrong and the remedy, without the path.</param>
    public ArtifactFormatException(string path, string problem, Exception? cause = null)
        : base(path.Length == 0 ? problem : $"{path}: {problem}", cause)
    {
        Path = path;
        Problem = problem;
    }

    /// <summary>The member, such as <c>steps[3].target</c>; empty for the document as a whole.</summary>
    public string Path { get; }

    /// <summary>The message without the path.</summary>
    public string Problem { get; }
}
