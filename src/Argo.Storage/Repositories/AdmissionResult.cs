using Argo.Artifacts.Executions;

namespace Argo.Storage.Repositories;

/// <summary>The answer to a submission.</summary>
/// <param name="Entry">The entry that stands: the submitted one, or the earlier one with the same id.</param>
/// <param name="IsNew">False when the execution had been admitted before: nothing was changed.</param>
public readonly record struct AdmissionResult(ExecutionEntry Entry, bool IsNew);
