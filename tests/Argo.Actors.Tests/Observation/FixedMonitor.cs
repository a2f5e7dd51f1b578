using Argo.Actors.Observation;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Observation;

/// <summary>A monitor that says what the test sets.</summary>
internal sealed class FixedMonitor : ISecurityMonitor
{
    public SecurityState State { get; set; } = SecurityState.Secure;

    public BoundaryState Boundary { get; set; } = BoundaryState.Nominal;

    public string? Breaks { get; set; }

    public SecurityReading Read() =>
        Breaks is null ? new(State, Boundary) : throw new InvalidOperationException(Breaks);
}
