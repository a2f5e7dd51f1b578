namespace Argo.Crash.Tests.Scenes;

[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = MachineRequirements.WhyNoStrace;
}
