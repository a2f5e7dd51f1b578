using Argo.Artifacts.Files;
using Argo.Artifacts.Security;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Interpretation;

/// <summary>How a person is told what is at a path.</summary>
internal static class StepWording
{
    /// <summary>A path in quotes, with nothing hidden in it.</summary>
    public static string Quote(string path) => $"'{VisibleText.Escape(path)}'";

    /// <summary>Such as <c>1 byte</c> or <c>12 entries</c>.</summary>
    public static string Count(long number, string one, string many) =>
        number == 1 ? $"1 {one}" : $"{number} {many}";

    /// <summary>Such as <c>120 bytes</c>.</summary>
    public static string Bytes(long size) => Count(size, "byte", "bytes");

    /// <summary>Such as <c>a file of 120 bytes, mode 0644</c>.</summary>
    public static string Of(VirtualEntry entry) =>
        Of(entry.Kind, entry.Size, Octal.Of(entry.Mode), entry.LinkTarget);

    /// <summary>As for an entry, with the beginning of the digest where it was taken.</summary>
    public static string Of(Fingerprint print)
    {
        var words = Of(print.Kind, print.Size ?? 0, print.Mode, print.LinkTarget);
        if (print.Sha256 is { } sha)
            words += $", SHA-256 {sha[..12]}";
        if (print.ManifestDigest is { } manifest)
        {
            var entries = Count(print.ManifestEntries ?? 0, "entry", "entries");
            words += $" with {entries} below, digest {manifest[..12]}";
        }
        return words;
    }

    private static string Of(EntryKind kind, long size, string? mode, string? link) => kind switch
    {
        EntryKind.Absent => "nothing",
        EntryKind.File => $"a file of {Bytes(size)}, mode {mode}",
        EntryKind.Directory => $"a directory, mode {mode}",
        EntryKind.Symlink => $"a symbolic link to {Quote(link ?? "")}",
        _ => "a FIFO, socket or device",
    };
}
