using System.Collections.Immutable;

namespace Argo.Hosting.Diagnostics;

/// <summary>Everything the doctor looked at, in order.</summary>
/// <param name="Findings">One a thing.</param>
public sealed record DoctorReport(ImmutableArray<DoctorFinding> Findings)
{
    /// <summary>Whether nothing needs a person.</summary>
    public bool IsSound => Findings.All(finding => finding.Status is not DoctorStatus.Problem);
}
