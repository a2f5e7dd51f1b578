namespace Argo.Crash.Tests.Scenes;

/// <summary>
/// What a rung needs of the machine; where it is missing the rung is reported as skipped, with the reason.
/// </summary>
internal static class MachineRequirements
{
    private static readonly Lazy<string?> LoopReason = new(WhyNoLoop);

    public static string? WhyNoStrace => Shell.Has("strace") ? WhyNoTracing.Value : "needs strace";

    public static string? WhyNoMounts => Environment.IsPrivilegedProcess ? LoopReason.Value
        : "needs root: it mounts";

    public static string? WhyNoBlockLog =>
        WhyNoMounts
        ?? (Shell.Has("qemu-storage-daemon") ? null
            : "needs qemu-storage-daemon (Debian: qemu-system-common)")
        ?? (File.Exists("/dev/fuse") ? null : "needs FUSE (/dev/fuse)");

    public static string? WhyNo(string fileSystem) =>
        Shell.Has($"mkfs.{fileSystem}") ? null : $"needs mkfs.{fileSystem}";

    private static readonly Lazy<string?> WhyNoTracing =
        new(() => Shell.Try("strace", "-qq", "-o", "/dev/null", "true").Exit == 0 ? null
            : "needs ptrace, which is forbidden here");

    private static string? WhyNoLoop()
    {
        if (!Shell.Has("losetup") || !Shell.Has("mkfs.ext4"))
            return "needs losetup and mkfs.ext4";
        var (exit, said) = Shell.Try("losetup", "-f");
        return exit == 0 ? null : $"needs a loop device: {said}";
    }
}
