using System.Globalization;
using System.Text;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>What the processes of this machine hold open for writing, read from <c>/proc</c>.</summary>
/// <remarks>
/// The descriptors of other users' processes may be hidden, and a file that is only mapped into memory has
/// none: what is not found may be open all the same. A lease would know more, but the kernel delays other
/// programs for it, and its signal ends the process that holds it.
/// </remarks>
internal sealed unsafe class OpenDescriptors(LinuxKernel kernel)
{
    private const int WriteAccess = 0b11; // O_WRONLY is 1, O_RDWR is 2
    private const int PathOnly = 0x200000;
    private const int DoNotSync = 0x4000; // what the kernel knows: a dead server must not hold us up

    /// <summary>Which of these objects some process has open for writing, and which process.</summary>
    public Dictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects)
    {
        var found = new Dictionary<InodeKey, string>();
        if (objects.Count == 0)
            return found;
        foreach (var process in NamesIn("/proc").Where(IsNumber))
            AddWriters(process, objects, found);
        return found;
    }

    private void AddWriters(
        string process, IReadOnlySet<InodeKey> objects, Dictionary<InodeKey, string> found)
    {
        if (kernel.OpenRoot($"/proc/{process}/fd", out var directory) is not Errno.Ok)
            return; // it has ended, or belongs to another user
        using (directory)
        {
            if (kernel.ReadNames(directory, out var names) is not Errno.Ok)
                return;
            foreach (var name in names)
            {
                if (TryLook(directory, name, out var key) && objects.Contains(key) && !found.ContainsKey(key)
                    && IsForWriting(process, Encoding.ASCII.GetString(name)))
                    found[key] = $"process {process}{CommandOf(process)}";
            }
        }
    }

    private List<string> NamesIn(string path)
    {
        if (kernel.OpenRoot(path, out var directory) is not Errno.Ok)
            return [];
        using (directory)
        {
            return kernel.ReadNames(directory, out var names) is Errno.Ok
                ? names.ConvertAll(name => Encoding.UTF8.GetString(name))
                : [];
        }
    }

    // Follows the link, which leads to the open object itself, whatever its name is by now.
    private static bool TryLook(SafeFileHandle directory, byte[] name, out InodeKey key)
    {
        StatxBuffer buffer = default;
        using var borrowed = new Borrowed(directory);
        byte[] terminated = [.. name, 0];
        fixed (byte* pointer = terminated)
        {
            var errno = KernelResult.Of(Libc.Syscall(
                Abi.Statx,
                borrowed.Descriptor,
                (nint)pointer,
                Abi.AtNoAutomount | DoNotSync,
                (nint)StatxBuffer.Wanted,
                (nint)(&buffer),
                0));
            key = buffer.ToEntryStat().Key;
            return errno is Errno.Ok;
        }
    }

    private static bool IsForWriting(string process, string descriptor)
    {
        var flags = ReadFirst(
            $"/proc/{process}/fdinfo/{descriptor}",
            line => line.StartsWith("flags:", StringComparison.Ordinal));
        if (flags is null)
            return true; // nobody can say: taken for one that writes
        var number = Convert.ToInt32(flags["flags:".Length..].Trim(), 8);
        return (number & WriteAccess) != 0 && (number & PathOnly) == 0;
    }

    private static string CommandOf(string process) =>
        ReadFirst($"/proc/{process}/comm", _ => true) is { Length: > 0 } command ? $" ({command})" : "";

    private static string? ReadFirst(string path, Func<string, bool> fits)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault(fits);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsNumber(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
