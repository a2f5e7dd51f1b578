using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native;

/// <summary>Calls made of a few system calls.</summary>
internal static class KernelExtensions
{
    /// <summary>Looks at a name and, for a link, where it points.</summary>
    public static Errno StatFully(this IKernel kernel, SafeFileHandle at, PathBytes name, out EntryStat stat)
    {
        var errno = kernel.Stat(at, name, out stat);
        if (errno is not Errno.Ok || stat.Kind is not EntryKind.Symlink)
            return errno;
        errno = kernel.ReadLink(at, name, out var target);
        stat = stat with { LinkTarget = LinkText.Of(target) };
        return errno;
    }

    /// <summary>
    /// Opens an entry by a path of any length: one call takes 4095 bytes, a tree can be deeper.
    /// </summary>
    public static Errno OpenDeep(
        this IKernel kernel, SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle)
    {
        SafeFileHandle? above = null;
        var rest = path.Memory;
        while (rest.Length > PathBytes.MaxPathBytes)
        {
            var cut = rest.Span[..PathBytes.MaxPathBytes].LastIndexOf((byte)'/');
            var piece = PathBytes.OfEntry(rest.Span[..cut]);
            var errno = kernel.Open(above ?? at, piece, OpenFor.DirectoryReference, out var next);
            above?.Dispose();
            above = next;
            if (errno is not Errno.Ok)
            {
                handle = next;
                return errno;
            }
            rest = rest[(cut + 1)..];
        }
        var last = rest.IsEmpty ? PathBytes.Itself : PathBytes.OfEntry(rest.Span);
        var answer = kernel.Open(above ?? at, last, purpose, out handle);
        above?.Dispose();
        return answer;
    }
}
