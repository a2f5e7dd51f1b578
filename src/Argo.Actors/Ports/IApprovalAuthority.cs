using Argo.Artifacts.Approvals;
using Argo.Artifacts.Reports;

namespace Argo.Actors.Ports;

/// <summary>Knows which reports and approvals open anything on this host.</summary>
/// <remarks>
/// A digest that fits proves nothing, for anybody can compute it. What counts is a signature by the host's
/// key in use, or by one that a person has trusted, over a document that this store keeps byte for byte.
/// </remarks>
public interface IApprovalAuthority
{
    /// <summary>
    /// Why a report opens nothing, in a sentence that says what to do; null when it is the one that a dry
    /// run made and this store keeps, signed by a key that counts.
    /// </summary>
    Task<string?> FindFaultAsync(DryRunExecutionReport report);

    /// <summary>
    /// Why an approval opens nothing, in a sentence that says what to do; null when this store keeps it,
    /// signed by a key that counts. One of an earlier key does not.
    /// </summary>
    Task<string?> FindFaultAsync(ApprovalArtifact approval);
}
