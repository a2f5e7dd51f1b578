namespace Argo.Artifacts.Results;

/// <summary>What one gate said.</summary>
/// <param name="Gate">1 report exists, 2 simulation succeeded, 3 a person approved, 4 ids match, 5 nothing
/// changed; 0 security.</param>
/// <param name="Name">The gate's name.</param>
/// <param name="Passed">Whether it let the execution through.</param>
/// <param name="Detail">What was checked and seen.</param>
public sealed record GateVerdict(int Gate, string Name, bool Passed, string Detail);
