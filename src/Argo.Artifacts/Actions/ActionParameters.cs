using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>
/// Which parameters each action knows; any other is refused, but for the actions that hosts add.
/// </summary>
internal static class ActionParameters
{
    private static readonly Dictionary<ActionType, string[]> ByAction = new()
    {
        [ActionType.Read] = [],
        [ActionType.Query] = [],
        [ActionType.Display] = [],
        [ActionType.Write] = ["content", "content_base64", "content_from", "mode", "create_parents"],
        [ActionType.Create] = ["kind", "mode", "create_parents"],
        [ActionType.Delete] = ["recursive"],
        [ActionType.Modify] = ["edits", "append", "prepend"],
        [ActionType.Move] = ["destination", "overwrite", "create_parents"],
        [ActionType.Copy] = ["destination", "overwrite", "create_parents"],
        [ActionType.Chmod] = ["mode"],
    };

    private static readonly string[] OfBackup = ["original", "backup_suffix"];

    public static bool IsKnown(ActionType action) => ByAction.ContainsKey(action);

    /// <summary>The step's parameters, less those that only say their default.</summary>
    /// <exception cref="ArtifactFormatException">
    /// The action does not know one of them, or one has the wrong type.
    /// </exception>
    public static StepParameters Known(PlanStep step, string path, bool python)
    {
        var onlyLooks = ByAction.TryGetValue(step.ActionType, out var names) && names.Length == 0;
        if (names is null || (python && onlyLooks)) // the Python planner says more than Argo needs
            return step.Parameters;
        var isBackup = step.ActionType == ActionType.Create && step.Operation == StepRules.BackupExisting;
        var allowed = isBackup ? OfBackup : names;
        foreach (var set in StepParameter.All.Where(parameter => parameter.IsSet(step.Parameters)))
            RequireKnown(set.Name, step, allowed, path);
        foreach (var (name, value) in step.Parameters.Other)
            RequireDefault(name, value, step, allowed, path);
        return step.Parameters with { Other = JsonDefaults.NoNames<JsonElement>() };
    }

    /// <remarks>A value of the right type would not be among the others unless it is the default.</remarks>
    private static void RequireDefault(
        string name, JsonElement value, PlanStep step, string[] allowed, string path)
    {
        var parameter = StepParameter.Find(name);
        if (parameter is not null && value.ValueKind is JsonValueKind.Null)
            return;
        RequireKnown(name, step, allowed, path);
        if (parameter!.Type == typeof(EntryKind)) // of all kinds that there are, two can be created
            throw new ArtifactFormatException($"{path}.{name}", ParameterRules.KindsToCreate);
        StrictJsonValidator.Explain(value, parameter.Type, $"{path}.{name}");
    }

    /// <summary>What a name that people give a parameter stands for, where the action has that.</summary>
    private static string Meant(string name, string[] allowed)
    {
        var (own, words) = name switch
        {
            "find" or "replace" or "old" or "new" or "old_string" or "new_string" or "search" =>
                ("edits", "write edits: [{\"find\": ..., \"replace\": ...}]"),
            "text" or "data" or "body" or "contents" => ("content", "write content"),
            "to" or "dest" or "new_path" or "new_name" => ("destination", "write destination"),
            "permissions" or "perms" => ("mode", "write mode"),
            "force" => ("overwrite", "write overwrite"),
            "parents" => ("create_parents", "write create_parents"),
            "type" => ("kind", "write kind"),
            _ => ("", ""),
        };
        return allowed.Contains(own) ? $"{words}; " : "";
    }

    private static void RequireKnown(string name, PlanStep step, string[] allowed, string path)
    {
        if (name == "path" || allowed.Contains(name))
            return;
        var member = new JsonPath(path);
        member.Enter(name);
        var known = allowed.Length == 0 ? "it takes none" : $"it takes: {string.Join(", ", allowed)}";
        throw new ArtifactFormatException(
            member.ToString(), $"is not a parameter of {step.ActionType}; {Meant(name, allowed)}{known}");
    }
}
