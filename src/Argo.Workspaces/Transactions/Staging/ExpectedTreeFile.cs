using System.Globalization;
using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// Keeps in the stage what a deleted directory held, for a later process that collects it.
/// </summary>
/// <remarks>
/// One entry after the other: five numbers, each followed by a space, then the bytes of the path and a NUL,
/// which no path holds.
/// </remarks>
internal sealed class ExpectedTreeFile(IKernel kernel, StageDirectory stage, bool byIdentity)
{
    private const int FileMode = 0b110_000_000;
    private const int Numbers = 5;

    /// <summary>Writes it; durable with everything that is staged.</summary>
    /// <exception cref="WorkspaceException">The disk refuses.</exception>
    public void Write(int swap, ExpectedTree tree, string path)
    {
        var text = new StringBuilder();
        foreach (var (name, mark) in tree.Marks)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(int)mark.Kind} {mark.Inode} {mark.BirthNs} {mark.Size} {mark.MtimeNs} {name}\0");
        }
        kernel.CreateFile(stage.At, stage.Entry(StageEntry.Tree(swap)), FileMode, out var file)
            .OrThrow("stage what is below", path);
        using (file)
            new ObjectCopier(kernel).Write(Encoding.Latin1.GetBytes(text.ToString()), file, path);
    }

    /// <summary>
    /// Reads it; null when there is none: an older Argo wrote none, and a collection that has begun may have
    /// removed it.
    /// </summary>
    /// <exception cref="WorkspaceException">It cannot be read.</exception>
    public ExpectedTree? Read(int swap)
    {
        var entry = StageEntry.Tree(swap);
        var errno = kernel.Open(stage.At, stage.Entry(entry), OpenFor.Read, out var file);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("read", stage.Shown(entry));
        using (file)
            return Parse(ReadAll(file, entry));
    }

    private string ReadAll(SafeFileHandle file, string entry)
    {
        kernel.Stat(file, PathBytes.Itself, out var stat).OrThrow("read", stage.Shown(entry));
        var bytes = new byte[stat.Identity.Size];
        for (var offset = 0; offset < bytes.Length;)
        {
            kernel.Read(file, bytes.AsSpan(offset), offset, out var count)
                .OrThrow("read", stage.Shown(entry));
            if (count == 0)
                break;
            offset += count;
        }
        return Encoding.Latin1.GetString(bytes);
    }

    // What is damaged says nothing, so that the directory is taken for changed, and is kept.
    private ExpectedTree Parse(string text)
    {
        var marks = new Dictionary<string, TreeMark>(StringComparer.Ordinal);
        foreach (var entry in text.Split('\0'))
        {
            var parts = entry.Split(' ', Numbers + 1);
            if (parts.Length > Numbers && MarkOf(parts) is { } mark)
                marks[parts[Numbers]] = mark;
        }
        return new ExpectedTree(marks, byIdentity);
    }

    private static TreeMark? MarkOf(string[] parts) =>
        int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kind)
        && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
        && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var birth)
        && long.TryParse(parts[3], CultureInfo.InvariantCulture, out var size)
        && long.TryParse(parts[4], CultureInfo.InvariantCulture, out var mtime)
            ? new TreeMark((EntryKind)kind, inode, birth, size, mtime)
            : null;
}
