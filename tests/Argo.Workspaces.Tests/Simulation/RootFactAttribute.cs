namespace Argo.Workspaces.Tests.Simulation;

/// <summary>
/// A test that mounts or changes owners: reported as skipped, never as passed, for an ordinary user.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "Only root may do this; run the tests as root to include it.";
    }
}
