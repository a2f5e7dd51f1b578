namespace Argo.Workspaces.Actions;

/// <summary>What the steps of a host's own verb do.</summary>
/// <remarks>
/// A handler touches nothing itself. It looks at the tree through the step, says what the step needs, and
/// drafts changes: files put, directories made, objects removed or moved, modes set. Argo simulates these,
/// stages them, makes them visible, verifies and undoes them, as it does for its own verbs. The handler is
/// called once for the dry run and once more for each execution, and must draft the same changes from the
/// same tree each time: an execution that differs from what was approved is refused. It may be called
/// by several threads at a time. <see cref="Conformance.VerbConformance"/> checks it.
/// </remarks>
public interface IVerbHandler
{
    /// <summary>Says what the step needs, and drafts what it changes.</summary>
    void Interpret(VerbStep step);
}
