using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Argo.Workspaces.Tests.Access;

/// <summary>
/// Runs code as an ordinary user, in this process: the kernel keeps a user for each thread, and judges
/// every call by it. The thread ends afterwards; only root can begin it.
/// </summary>
internal static class OtherUser
{
    public const uint Id = 65534;

    /// <summary>A group that the user is in beside the one of the same number.</summary>
    public const uint Team = 4000;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;

    public static T Do<T>(Func<T> body)
    {
        var (result, failure) = (default(T), default(ExceptionDispatchInfo));
        var thread = new Thread(() =>
        {
            try
            {
                Become();
                result = body();
            }
            catch (Exception caught)
            {
                failure = ExceptionDispatchInfo.Capture(caught);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    public static void Do(Action body) => Do(() =>
    {
        body();
        return true;
    });

    private static void Become()
    {
        Need(SetGroups(IsArm ? 159 : 116, 1, [Team]), "setgroups");
        Need(Syscall(IsArm ? 149 : 119, (nint)Id, (nint)Id, (nint)Id), "setresgid");
        Need(Syscall(IsArm ? 147 : 117, (nint)Id, (nint)Id, (nint)Id), "setresuid");
    }

    private static void Need(nint answer, string call) =>
        Assert.True(answer == 0, $"{call}: errno {Marshal.GetLastPInvokeError()}");

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint SetGroups(nint number, nint count, uint[] groups);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint Syscall(nint number, nint first, nint second, nint third);
}
