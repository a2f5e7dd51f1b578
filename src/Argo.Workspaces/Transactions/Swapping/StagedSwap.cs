using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Transactions.Staging;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>One swap, ready to be made.</summary>
/// <param name="Row">Its undo.</param>
/// <param name="Kind">What the object at the path is, or will be for one that is made.</param>
/// <param name="Parent">Which directory holds the path when the swap's turn comes.</param>
/// <param name="DestinationParent">The same for a move's new path.</param>
/// <param name="Tree">What the directory holds that it takes out or moves; null for anything else.</param>
internal sealed record StagedSwap(
    UndoRow Row,
    EntryKind Kind,
    FileIdentity Parent,
    FileIdentity? DestinationParent = null,
    ExpectedTree? Tree = null);
