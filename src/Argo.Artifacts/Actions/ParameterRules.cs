using System.Buffers.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Actions;

/// <summary>What the parameters of Argo's own actions must be beyond their form.</summary>
internal sealed class ParameterRules(PlanStep step, string path, bool python)
{
    public const string KindsToCreate = "must be file or directory";

    private readonly StepParameters _given = step.Parameters;

    /// <exception cref="ArtifactFormatException">They are not; its path begins with theirs.</exception>
    public void Check()
    {
        Require("path", _given.Path is null || _given.Path == step.Target
            ? null
            : "must equal the target; leave it out or repeat the target");
        Require("mode", _given.Mode is null || IsMode(_given.Mode)
            ? null
            : "must be four octal digits, such as 0644");
        CheckSecrets();
        if (step.ActionType == ActionType.Write)
            CheckContent();
        else if (step.ActionType == ActionType.Create)
            CheckCreate();
        else if (step.ActionType == ActionType.Modify)
            CheckEdits();
        else if (step.ActionType == ActionType.Move || step.ActionType == ActionType.Copy)
            CheckDestination();
        else if (step.ActionType == ActionType.Chmod)
            Require("mode", _given.Mode is null ? "is missing; give the bits in octal, such as 0644" : null);
    }

    private void CheckSecrets()
    {
        foreach (var name in _given.Secrets.Where(secret => secret.Value == SecretText.OfNothing).Select(
            s => s.Key))
            Require($"{name}.secret", "must not be empty; give an empty text as it is");
    }

    private void CheckContent()
    {
        string[] sources = ["content", "content_base64", "content_from"];
        var count = sources.Count(source => StepParameter.Find(source)!.IsSet(_given));
        var isPythonSave = python && count == 0; // loads, so that the dry run can say why it is blocked
        if (count != 1 && !isPythonSave)
            throw Bad("must have exactly one of content, content_base64 and content_from");
        Require("content_base64", _given.ContentBase64 is null || Base64.IsValid(_given.ContentBase64)
            ? null
            : "is not valid base64; encode the bytes again");
        Require("content_from", _given.ContentFrom is null
            ? null
            : WorkspacePath.WhyNotRelative(_given.ContentFrom));
    }

    private void CheckCreate()
    {
        if (step.Operation != StepRules.BackupExisting)
        {
            Require("kind", _given.Kind is null or EntryKind.File or EntryKind.Directory
                ? null
                : KindsToCreate);
            return;
        }

        Require("original", _given.Original is null
            ? "is missing; name the file to copy"
            : WorkspacePath.WhyNot(_given.Original));
        Require("original", _given.Original == step.Target
            ? "must not be the target; a file cannot back itself up"
            : null);
    }

    private void CheckEdits()
    {
        string[] ways = ["edits", "append", "prepend"];
        if (!python && !ways.Any(way => StepParameter.Find(way)!.IsSet(_given)))
            throw Bad("must have at least one of edits, append and prepend");
        foreach (var (index, edit) in _given.Edits.Index())
        {
            var withheld = _given.Secrets.ContainsKey(SecretEdits.NameOf(index, "find"));
            Require($"edits[{index}].find", edit.Find.Length == 0 && !withheld
                ? "must not be empty; give the text to replace"
                : null);
            Require($"edits[{index}].count", edit.Count < 1
                ? "must be at least 1; leave out an edit that is not to happen"
                : null);
        }
    }

    private void CheckDestination()
    {
        Require("destination", _given.Destination is null
            ? "is missing; name the new path"
            : WorkspacePath.WhyNot(_given.Destination));
        Require("destination", _given.Destination == step.Target ? "must differ from the target" : null);
    }

    /// <remarks>The Python planner's write says how the file is opened.</remarks>
    private bool IsMode(string mode) =>
        PlanNames.IsMode(mode) || (python && step.ActionType == ActionType.Write && mode is "w" or "a");

    private void Require(string name, string? problem) => PlanRules.Require($"{path}.{name}", problem);

    private ArtifactFormatException Bad(string problem) => new(path, problem);
}
