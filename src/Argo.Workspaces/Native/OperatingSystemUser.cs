using Argo.Workspaces.Native.Linux;

namespace Argo.Workspaces.Native;

/// <summary>The user whom the operating system lets this process act as.</summary>
public static class OperatingSystemUser
{
    /// <summary>The user's name and number, such as <c>ada (uid 1000)</c>; no setting changes them.</summary>
    public static string Current { get; } = OperatingSystem.IsLinux()
        ? $"{Environment.UserName} (uid {Libc.GetEffectiveUser()})"
        : Environment.UserName;
}
