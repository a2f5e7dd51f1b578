using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>Classes A and B: one call each, and nothing that came between is ever lost.</summary>
internal sealed class ExchangeMover(IKernel kernel) : NameMover(kernel)
{
    public override bool GivesBack => true;

    public override Errno Place(DirectoryEntryRef from, DirectoryEntryRef to, EntryKind kind) =>
        Kernel.Rename(from.At, from.Name, to.At, to.Name, RenameMode.NoReplace);

    public override Errno Replace(DirectoryEntryRef from, DirectoryEntryRef to) =>
        Kernel.Rename(from.At, from.Name, to.At, to.Name, RenameMode.Exchange);
}
