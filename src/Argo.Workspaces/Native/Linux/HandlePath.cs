using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The name under <c>/proc/self/fd</c> that leads to exactly the object of a handle.</summary>
/// <remarks>
/// For the calls that take no O_PATH descriptor. The caller keeps the handle open meanwhile.
/// </remarks>
internal static class HandlePath
{
    /// <summary>The path, ending in NUL.</summary>
    public static byte[] Of(SafeFileHandle handle)
    {
        var number = handle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        return Encoding.ASCII.GetBytes($"/proc/self/fd/{number}\0");
    }
}
