namespace Argo.Workspaces.Actions;

/// <summary>Why a change cannot be undone.</summary>
/// <param name="Reason">In words.</param>
/// <param name="MayBeAccepted">
/// Whether <c>irreversible: true</c> accepts it. What Argo itself needs in order to act, such as room, cannot
/// be waived.
/// </param>
internal sealed record UndoObstacle(string Reason, bool MayBeAccepted);
