using System.CommandLine.Parsing;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>States of executions as people type them: <c>rolled_back</c>, <c>rolled-back</c>.</summary>
internal static class States
{
    /// <summary>Reads an option's one word; a wrong one becomes a usage error.</summary>
    public static ExecutionState? Parse(ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        var snake = word.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        foreach (var state in Enum.GetValues<ExecutionState>())
        {
            if (Word.Snake(state) == snake)
                return state;
        }

        result.AddError(
            $"--state: '{Visible.Line(word)}' must be one of: "
            + string.Join(", ", Enum.GetValues<ExecutionState>().Select(state => Word.Snake(state))));
        return null;
    }
}
