using System.Collections.Immutable;
using Argo.Artifacts.Actions;

namespace Argo.Cli.Rendering;

/// <summary>How a plan is written: what every step has, and what each verb takes.</summary>
internal static class PlanHelp
{
    private const int Width = 80;
    private const int Indent = 2;
    private const int NameWidth = 10;

    /// <summary>The help on the verbs that come with Argo: at most 24 lines of 80 letters.</summary>
    public static IReadOnlyList<string> Lines { get; } = Of(VerbCatalog.BuiltIn);

    /// <summary>The help on plans that use these verbs.</summary>
    public static IReadOnlyList<string> Of(VerbCatalog verbs) =>
    [
        "A plan is a JSON object: plan_id, steps, and if you like workspace, intent_id,",
        "intent_text, and on_failure: rollback (undo all), stop or continue.",
        "A step: step_id (ascending), action_type, target (a path in the workspace), and",
        "parameters; irreversible: true where it may run without an undo.",
        "",
        .. VerbLines(verbs),
        "",
        "In place of a text, {\"secret\": \"...\"} is shown and kept nowhere but in the file.",
        "'control', and whatever is about other things than files, is BLOCKED.",
        "",
        "Example:",
        "  {\"plan_id\": \"p1\", \"steps\": [{\"step_id\": 1, \"action_type\": \"write\",",
        "    \"target\": \"notes.txt\", \"parameters\": {\"content\": \"hello\\n\"}}]}",
        "'argo schema plan' prints the whole schema; 'argo dry-run PLAN' changes nothing.",
    ];

    private static List<string> VerbLines(VerbCatalog verbs)
    {
        var lines = new List<string>();
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var verb in verbs.Verbs.Where(verb => !OnlyLooks(verb)))
            AddLines(lines, verb.Type.Name, Parts(verb, explained));
        var looking = string.Join(", ", verbs.Verbs.Where(OnlyLooks).Select(verb => verb.Type.Name));
        if (looking.Length > 0)
            lines.Add($"  {looking}   none: they look at the target and change nothing");
        return lines;
    }

    private static bool OnlyLooks(VerbDescriptor verb) =>
        verb is { ChangesNothing: true, Parameters.IsEmpty: true };

    /// <summary>
    /// The parameters, each with its comma; what one means is said where it is named first.
    /// </summary>
    private static ImmutableArray<string> Parts(VerbDescriptor verb, HashSet<string> explained)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        foreach (var (index, parameter) in verb.Parameters.Index())
        {
            var isLast = index == verb.Parameters.Length - 1;
            var isChoice = verb.ExactlyOneOf.Contains(parameter.Name);
            var staysChoice = !isLast && verb.ExactlyOneOf.Contains(verb.Parameters[index + 1].Name);
            var hint = parameter.Hint is { } text && explained.Add(parameter.Name) ? $" ({text})" : "";
            var end = isLast ? "" : isChoice && !staysChoice ? ";" : isChoice ? ", or" : ",";
            parts.Add($"{parameter.Name}{hint}{end}");
        }

        return parts.Count == 0 ? ["none"] : parts.ToImmutable();
    }

    private static void AddLines(List<string> lines, string name, ImmutableArray<string> parts)
    {
        var line = $"{new string(' ', Indent)}{name.PadRight(NameWidth - 1)} ";
        var isEmpty = true;
        foreach (var part in parts)
        {
            if (!isEmpty && line.Length + 1 + part.Length > Width)
            {
                lines.Add(line);
                (line, isEmpty) = (new string(' ', Indent + NameWidth), true);
            }

            line += isEmpty ? part : $" {part}";
            isEmpty = false;
        }

        lines.Add(line);
    }
}
