namespace Argo.Crash.Tests.Scenes;

[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute() => Skip = MachineRequirements.WhyNoStrace;
}
