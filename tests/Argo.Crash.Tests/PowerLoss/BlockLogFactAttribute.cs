using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>A test over the block log of one kind of file system.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BlockLogFactAttribute : FactAttribute
{
    public BlockLogFactAttribute(string fileSystem)
    {
        FileSystem = fileSystem;
        Skip = MachineRequirements.WhyNoBlockLog ?? MachineRequirements.WhyNo(fileSystem);
    }

    public string FileSystem { get; }
}
