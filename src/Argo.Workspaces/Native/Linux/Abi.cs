using System.Runtime.InteropServices;

namespace Argo.Workspaces.Native.Linux;

/// <summary>Numbers of the Linux interface; those that differ by processor are picked once.</summary>
internal static class Abi
{
    public const int AtCurrentDirectory = -100;
    public const int AtNoFollow = 0x100;
    public const int AtEffectiveAccess = 0x200;
    public const int AtRemoveDirectory = 0x200;
    public const int AtNoAutomount = 0x800;
    public const int AtEmptyPath = 0x1000;

    public const int ReadWrite = 0x2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int PathOnly = 0x200000;

    public const int MayWriteAndSearch = 2 | 1;
    public const int CloneFile = 0x40049409;
    public const nint OpenAt2 = 437;
    public const nint FAccessAt2 = 439;
    public const nint FChmodAt2 = 452;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;

    public static readonly int Directory = IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    public static readonly nint GetDirectoryEntries = IsArm ? 61 : 217;
    public static readonly nint RenameAt2 = IsArm ? 276 : 316;
    public static readonly nint Statx = IsArm ? 291 : 332;

    /// <summary>Whether these numbers are known for this machine.</summary>
    public static bool IsKnownHere =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;
}
