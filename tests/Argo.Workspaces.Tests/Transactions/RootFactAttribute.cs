using Argo.Workspaces.Native.Linux;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// A test that mounts, changes owners or sets file flags: reported as skipped where this user may not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (LinuxKernel.Instance.EffectiveUser != 0)
            Skip = "needs root: it mounts, changes owners or sets file flags";
    }
}
