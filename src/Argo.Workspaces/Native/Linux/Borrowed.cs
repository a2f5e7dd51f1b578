using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>A descriptor's number, kept open while a raw system call uses it.</summary>
internal readonly ref struct Borrowed
{
    private readonly SafeFileHandle _handle;

    public Borrowed(SafeFileHandle handle)
    {
        var taken = false;
        handle.DangerousAddRef(ref taken);
        _handle = handle;
    }

    public nint Descriptor => _handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}
