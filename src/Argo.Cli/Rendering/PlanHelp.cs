namespace Argo.Cli.Rendering;

/// <summary>How a plan is written, on one screen.</summary>
internal static class PlanHelp
{
    /// <summary>At most 24 lines of 80 letters.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "A plan is a JSON object: plan_id, steps, and if you like workspace, intent_id,",
        "intent_text, and on_failure: rollback (undo all), stop or continue.",
        "A step: step_id (ascending), action_type, target (a path in the workspace), and",
        "parameters; irreversible: true where it may run without an undo.",
        "",
        "  write     content, or content_base64, or content_from (a file's);",
        "            mode (\"0644\"), create_parents (true makes missing directories)",
        "  create    kind (file or directory), mode, create_parents",
        "  modify    edits ([{\"find\": ..., \"replace\": ..., \"count\": 1}]), append, prepend",
        "  delete    recursive (true for a directory with all below it)",
        "  move      destination, overwrite, create_parents",
        "  copy      destination, overwrite, create_parents",
        "  chmod     mode",
        "  read, display, query   none: they look at the target and change nothing",
        "",
        "In place of a text, {\"secret\": \"...\"} is shown and kept nowhere but in the file.",
        "'control', and whatever is about other things than files, is BLOCKED.",
        "",
        "Example:",
        "  {\"plan_id\": \"p1\", \"steps\": [{\"step_id\": 1, \"action_type\": \"write\",",
        "    \"target\": \"notes.txt\", \"parameters\": {\"content\": \"hello\\n\"}}]}",
        "'argo schema plan' prints the whole schema; 'argo dry-run PLAN' changes nothing.",
    ];
}
