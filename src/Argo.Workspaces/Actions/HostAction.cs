using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>The handler of a host's own verb, kept to what every handler must keep to.</summary>
internal sealed class HostAction(Verb verb, VerbCatalog catalog) : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        if (WhyNotTaken(draft.Step) is { } problem)
        {
            draft.Unmet(problem);
            return;
        }

        var step = new VerbStep(draft, verb.Descriptor);
        try
        {
            verb.Handler.Interpret(step);
            step.Finish();
        }
        catch (Exception failed) when (failed is not (WorkspaceException or IOException
            or UnauthorizedAccessException or OutOfMemoryException or OperationCanceledException))
        {
            var reason = failed.Message.TrimEnd('.');
            draft.Unmet($"the handler of the verb '{verb.Descriptor.Type}' failed: {reason}");
        }
    }

    // A plan that was made in code, or read without this verb's descriptor, was not held against it yet.
    private string? WhyNotTaken(PlanStep step)
    {
        try
        {
            catalog.Check(step);
            return null;
        }
        catch (ArtifactFormatException wrong)
        {
            return $"{wrong.Path} {wrong.Problem}";
        }
    }

}
