using System.ComponentModel;
using System.Diagnostics;

namespace Argo.Cli.Tests.Durability;

/// <summary>
/// A test that looks at system calls: skipped where strace is missing or not permitted, never passed.
/// </summary>
public sealed class StraceFactAttribute : FactAttribute
{
    private static readonly string? WhyNot = CanTrace()
        ? null
        : "NOT TESTED HERE: strace is missing or may not trace (Debian: strace).";

    public StraceFactAttribute() => Skip = WhyNot;

    private static bool CanTrace()
    {
        try
        {
            string[] words = ["-qq", "-o", "/dev/null", "true"];
            using var strace = Process.Start(
                new ProcessStartInfo("strace", words) { RedirectStandardError = true })!;
            strace.WaitForExit();
            return strace.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
