namespace Argo.Crash.Tests.Scenes;

[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute(string program = "mount")
    {
        Program = program;
        Skip = MachineRequirements.WhyNoMounts ?? (Shell.Has(program) ? null : $"needs {program}");
    }

    public string Program { get; }
}
