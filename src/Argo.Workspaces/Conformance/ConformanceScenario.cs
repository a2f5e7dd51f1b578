namespace Argo.Workspaces.Conformance;

/// <summary>How far a step is taken before its undo is looked at.</summary>
internal enum ConformanceScenario
{
    /// <summary>It is simulated, twice.</summary>
    DryRun,

    /// <summary>It is staged, and undone without having acted.</summary>
    Staged,

    /// <summary>It is executed, then undone twice.</summary>
    Applied,

    /// <summary>It is executed, its process lets go, and another one undoes it twice.</summary>
    Recovered,
}
