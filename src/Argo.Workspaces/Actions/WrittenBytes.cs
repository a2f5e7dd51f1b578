using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>The bytes that a write step gives: as text, as base64, or as a file to take them from.</summary>
internal static class WrittenBytes
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Why a step cannot be done whose secret is only known by its digest.</summary>
    public const string Withheld =
        "the plan has only the digest of a secret; give the plan that has the secret itself";

    /// <summary>
    /// The bytes; null when the step does not give them in exactly one valid way, which is then noted.
    /// </summary>
    /// <exception cref="WorkspaceException">The file named by content_from cannot be taken.</exception>
    public static IContent? Of(StepDraft draft)
    {
        var given = draft.Step.Parameters;
        if (given.IsWithheld)
        {
            draft.Unmet(Withheld);
            return null;
        }

        string?[] sources = [given.Content, given.ContentBase64, given.ContentFrom];
        var ways = sources.Count(source => source is not null);
        if (ways != 1)
        {
            draft.Unmet($"the step gives its bytes in {ways} ways; give exactly one of parameters.content, "
                + "content_base64, content_from");
            return null;
        }
        if (given.ContentFrom is { } from)
            return From(draft, from);
        return given.Content is { } text ? Text(draft, text) : Base64(draft, given.ContentBase64!);
    }

    private static bool IsSecret(StepDraft draft, string name) =>
        draft.Step.Parameters.Secrets.ContainsKey(name);

    private static IContent? From(StepDraft draft, string from)
    {
        var content = draft.Around.Contents.Open(from);
        return draft.Check(
            content.Length <= draft.Around.Limits.ContentBytes,
            $"{Quote(from)} gives {Bytes(content.Length)}, SHA-256 {content.Sha256[..12]}",
            $"{Quote(from)} has {content.Length} bytes; a step may write {draft.Around.Limits.ContentBytes}")
            ? content
            : null;
    }

    private static BytesContent? Text(StepDraft draft, string text)
    {
        try
        {
            return new BytesContent(Strict.GetBytes(text), IsSecret(draft, "content"));
        }
        catch (EncoderFallbackException)
        {
            draft.Unmet("parameters.content has half a surrogate pair, which UTF-8 cannot hold; "
                + "use content_base64");
            return null;
        }
    }

    private static BytesContent? Base64(StepDraft draft, string base64)
    {
        try
        {
            return new BytesContent(Convert.FromBase64String(base64), IsSecret(draft, "content_base64"));
        }
        catch (FormatException)
        {
            draft.Unmet("parameters.content_base64 is not base64");
            return null;
        }
    }
}
