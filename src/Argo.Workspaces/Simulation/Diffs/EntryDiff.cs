using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Argo.Artifacts.Files;
using Argo.Artifacts.Security;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation.Diffs;

/// <summary>The difference of one path.</summary>
internal sealed class EntryDiff(InterpretationContext around, Redactor redactor)
{
    private const int EntriesShown = 50;

    /// <summary>What becomes of the kind, the mode and the bytes.</summary>
    public string Of(string oldName, string newName, OverlaySnapshot before, OverlaySnapshot now)
    {
        var text = new StringBuilder();
        var (was, isNow) = (before.Entry, now.Entry);
        if (was.Kind == EntryKind.File || isNow.Kind == EntryKind.File)
        {
            text.Append($"--- {(was.IsAbsent ? "/dev/null" : $"a/{oldName}")}\n");
            text.Append($"+++ {(isNow.IsAbsent ? "/dev/null" : $"b/{newName}")}\n");
        }
        else
        {
            text.Append($"{newName}\n");
        }
        Kind(text, was, isNow);
        Bytes(text, before, now);
        if (was.Kind == EntryKind.Directory && isNow.IsAbsent && was.Origin is { } origin)
            Below(text, origin);
        return text.ToString();
    }

    private static void Kind(StringBuilder text, VirtualEntry was, VirtualEntry now)
    {
        if (was.IsAbsent)
            text.Append($"new: {StepWording.Of(now)}\n");
        else if (now.IsAbsent)
            text.Append($"deleted: {StepWording.Of(was)}\n");
        else if (was.Kind != now.Kind)
            text.Append($"{StepWording.Of(was)} becomes {StepWording.Of(now)}\n");
        else if (was.Kind != EntryKind.Symlink && was.Mode != now.Mode)
            text.Append($"mode {Octal.Of(was.Mode)} becomes {Octal.Of(now.Mode)}\n");
    }

    private void Bytes(StringBuilder text, OverlaySnapshot before, OverlaySnapshot now)
    {
        if (before.Content is null && now.Content is null)
            return;
        if (IsSecret(before.Content) || IsSecret(now.Content))
        {
            text.Append($"bytes (secret): {DigestOf(before)} -> {DigestOf(now)}\n");
            return;
        }
        if (TextOf(before.Content) is { } old && TextOf(now.Content) is { } next)
        {
            UnifiedHunks.Append(text, old, next);
            return;
        }
        var (was, isNow) = (DigestOf(before), DigestOf(now));
        if (was != isNow)
            text.Append($"bytes (binary or large): {was} -> {isNow}\n");
    }

    // A plan may spell out, or take from a file, what an earlier one called secret.
    private bool IsSecret(IContent? content) => content is not null
        && (content.IsSecret || content is not DiskContent && around.Book.IsSecret(content.Sha256));

    private void Below(StringBuilder text, string origin)
    {
        var below = around.Book.Below(origin);
        foreach (var seen in below.Take(EntriesShown))
        {
            var words = StepWording.Of(Fingerprints.Of(seen.Stat, null));
            text.Append($"  with {VisibleText.Escape(PathBytes.Text(seen.PathBytes.Span))}: {words}\n");
        }
        if (below.Length > EntriesShown)
            text.Append(
                $"  and {StepWording.Count(below.Length - EntriesShown, "more entry", "more entries")}\n");
    }

    /// <summary>
    /// The bytes as text; empty for no bytes; null when they are binary, large or may not be read.
    /// </summary>
    /// <exception cref="WorkspaceException">They are no longer those that the dry run saw.</exception>
    private string? TextOf(IContent? content)
    {
        if (content is null)
            return "";
        if (content.Length > around.Limits.DiffedFileBytes || Read(content) is not { } bytes)
            return null;
        var isText = !bytes.AsSpan().Contains((byte)0) && Utf8.IsValid(bytes);
        return isText ? redactor.Redact(Encoding.UTF8.GetString(bytes)) : null;
    }

    private static byte[]? Read(IContent content)
    {
        var bytes = new byte[content.Length];
        try
        {
            using var stream = content.OpenRead();
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or WorkspaceException { Fault: WorkspaceFault.Io })
        {
            return null;
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == content.Sha256
            ? bytes
            : throw new WorkspaceException(
                WorkspaceFault.Conflict,
                "A file changed while the dry run looked at it; make the dry run again.");
    }

    private string DigestOf(OverlaySnapshot snapshot)
    {
        if (snapshot.Content is not { } content)
            return StepWording.Of(snapshot.Entry);
        if (snapshot.Entry.Origin is not null && content.Length > around.Limits.DigestedFileBytes)
            return $"{StepWording.Bytes(content.Length)}, too large to digest";
        try
        {
            return $"{StepWording.Bytes(content.Length)}, SHA-256 {content.Sha256}";
        }
        catch (WorkspaceException refused) when (refused.Fault is WorkspaceFault.Io or WorkspaceFault.Refused)
        {
            return $"{StepWording.Bytes(content.Length)}, not readable";
        }
    }
}
