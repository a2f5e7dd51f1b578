using System.Runtime.InteropServices;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The kernel's <c>struct open_how</c>: how openat2 looks a path up.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    /// <summary>
    /// Never out of the directory, over a link, through a magic link or into another mount.
    /// </summary>
    public const ulong Confined = NoOtherMount | NoMagicLinks | NoLinks | Beneath;

    private const ulong NoOtherMount = 0x01;
    private const ulong NoMagicLinks = 0x02;
    private const ulong NoLinks = 0x04;
    private const ulong Beneath = 0x08;

    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
