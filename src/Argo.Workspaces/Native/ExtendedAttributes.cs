using System.Text;
using Argo.Workspaces.Access;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native;

/// <summary>What an object has beside its bytes, its owner and its mode.</summary>
internal static class ExtendedAttributes
{
    /// <summary>
    /// Whether the attribute gives the bytes rights of their own, which others must not inherit.
    /// </summary>
    public static bool GivesRights(string name) =>
        name is "security.capability" or "security.ima" or "security.evm";

    /// <summary>
    /// Whether it is a label or an internal of the file system: an ordinary user may not set those, and the
    /// system gives its own.
    /// </summary>
    public static bool IsTheSystems(string name) =>
        name.StartsWith("security.", StringComparison.Ordinal)
            || name.StartsWith("trusted.", StringComparison.Ordinal);

    /// <summary>
    /// The first attribute that cannot be read and would have to be; null when there is none.
    /// </summary>
    public static string? FirstUnreadable(this IKernel kernel, SafeFileHandle handle)
    {
        if (kernel.ListAttributes(handle, out var names) is not Errno.Ok)
            return null;
        return names
            .Where(name => kernel.GetAttribute(handle, name, out _) is not Errno.Ok)
            .Select(Encoding.UTF8.GetString)
            .FirstOrDefault(name => !IsTheSystems(name));
    }

    /// <summary>An access control list; null where there is none, or none is kept.</summary>
    public static PosixAcl? Acl(this IKernel kernel, SafeFileHandle handle, string attribute) =>
        kernel.GetAttribute(handle, Encoding.ASCII.GetBytes(attribute), out var value) is Errno.Ok
            ? PosixAcl.Parse(value)
            : null;

    /// <summary>Takes an access control list away; none there is fine.</summary>
    public static Errno DropAcl(this IKernel kernel, SafeFileHandle handle, string attribute) =>
        kernel.Acl(handle, attribute) is null
            ? Errno.Ok
            : kernel.RemoveAttribute(handle, Encoding.ASCII.GetBytes(attribute));
}
