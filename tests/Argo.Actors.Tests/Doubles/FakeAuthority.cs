using Argo.Actors.Ports;
using Argo.Artifacts;

namespace Argo.Actors.Tests.Doubles;

/// <summary>A host that has signed everything.</summary>
internal sealed class FakeAuthority : IApprovalAuthority
{
    public bool IsSignedByHost(ApprovalArtifact approval) => true;
}
