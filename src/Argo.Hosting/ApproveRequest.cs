using System.Collections.Immutable;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Reports;

namespace Argo.Hosting;

/// <summary>What a person approves.</summary>
public sealed record ApproveRequest
{
    /// <summary>The report that the person saw.</summary>
    public required DryRunExecutionReport Report { get; init; }

    /// <summary>
    /// Who approves: a claim. The operating-system user of this process is signed beside it.
    /// </summary>
    public required string Approver { get; init; }

    /// <summary>How the word was given: <c>prompt</c>, <c>yes_flag</c>, or the host's own.</summary>
    public string Method { get; init; } = "prompt";

    /// <summary>How long it may be used; null takes the host's setting.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Steps that the person knows cannot be undone.</summary>
    public ImmutableArray<int> AcknowledgedIrreversibleSteps { get; init; } = [];

    /// <summary>
    /// What the person confirmed: everything that the steps of the report demand, and nothing else.
    /// </summary>
    public ImmutableArray<StepConfirmation> Confirmations { get; init; } = [];
}
