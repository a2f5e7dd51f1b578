using Argo.Artifacts;
using Argo.Workspaces.Handles;

namespace Argo.Workspaces.Staging;

/// <summary>Classes A and B: one call each, and nothing that came between is ever lost.</summary>
internal sealed class ExchangeMover(IKernel kernel) : NameMover(kernel)
{
    public override bool GivesBack => true;

    public override Errno Place(Spot from, Spot to, EntryKind kind) =>
        Kernel.Rename(from.At, from.Name, to.At, to.Name, RenameMode.NoReplace);

    public override Errno Replace(Spot from, Spot to) =>
        Kernel.Rename(from.At, from.Name, to.At, to.Name, RenameMode.Exchange);
}
