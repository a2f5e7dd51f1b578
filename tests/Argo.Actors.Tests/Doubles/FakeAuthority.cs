using Argo.Actors.Ports;
using Argo.Artifacts;

namespace Argo.Actors.Tests.Doubles;

/// <summary>A host that has signed everything, unless its key is broken.</summary>
internal sealed class FakeAuthority : IApprovalAuthority
{
    /// <summary>What a look at the key throws.</summary>
    public Exception? Fault { get; set; }

    public bool IsSignedByHost(ApprovalArtifact approval) => Fault is { } fault ? throw fault : true;
}
