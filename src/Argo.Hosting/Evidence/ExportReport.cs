using System.Collections.Immutable;

namespace Argo.Hosting.Evidence;

/// <summary>What an export wrote.</summary>
/// <param name="Executions">How many executions.</param>
/// <param name="Files">The files, relative to the directory, in order.</param>
public sealed record ExportReport(int Executions, ImmutableArray<string> Files);
