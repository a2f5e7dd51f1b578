using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Native;

/// <summary>The permission bits that this process takes off new files, read without changing them.</summary>
internal static class ProcessUmask
{
    private const int Customary = 0b010_010;

    /// <summary>The bits that new files do not get; 0022 where the system does not tell.</summary>
    public static int Value { get; } = Read();

    private static int Read()
    {
        const string field = "Umask:";
        if (!OperatingSystem.IsLinux() || !File.Exists("/proc/self/status"))
            return Customary;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(
            l => l.StartsWith(field, StringComparison.Ordinal));
        return line is null ? Customary : Octal.Parse(line[field.Length..].Trim());
    }
}
