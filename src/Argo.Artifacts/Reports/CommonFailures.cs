using System.Collections.Immutable;

namespace Argo.Artifacts.Reports;

/// <summary>
/// What can fail in any change after its simulation; the execution then ends with everything put back.
/// </summary>
public static class CommonFailures
{
    /// <summary>Of a step that writes or makes something.</summary>
    public const string NoRoom = "the disk becomes full, or a quota is used up";

    /// <summary>Of a step that replaces, changes or removes something.</summary>
    public const string Changed = "another program changes or removes it first";

    /// <summary>Of a step that takes a free name.</summary>
    public const string Taken = "another program takes the free name first";

    /// <summary>Of every change.</summary>
    public const string NoRight = "the permission to change it is taken away";

    /// <summary>All of them: what is not among them is about one step and its paths.</summary>
    public static ImmutableArray<string> All { get; } = [NoRoom, Changed, Taken, NoRight];
}
