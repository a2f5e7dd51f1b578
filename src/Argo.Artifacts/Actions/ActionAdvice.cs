using System.Collections.Frozen;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>What to use in place of an action that there is not.</summary>
public static class ActionAdvice
{
    private const string Program =
        "starts or steers another program, which Argo can neither simulate nor undo; write what that "
        + "program needs by steps of the plan, and start it yourself when the plan has ended";

    private const string Command =
        "runs a command, whose effects Argo can neither simulate nor undo; say what it would change by "
        + "write, modify, move, copy, delete or chmod steps, or run it yourself before or after the plan";

    private const string Network =
        "reaches the network, which Argo can neither simulate nor undo; fetch the bytes before, and take "
        + "them into the plan by write with content_from";

    private const string Other =
        "acts on another system, which Argo can neither simulate nor undo; keep what changes files as steps "
        + "of the plan, and do the rest yourself before or after it";

    private static readonly FrozenDictionary<string, string> Elsewhere = Table(
        (Program, "open launch start stop close restart kill focus click type application app process "
            + "window"),
        (Command, "run exec execute shell command bash script system install build test git os"),
        (Network, "network http https request fetch download upload send post get curl wget url email web"),
        (Other, "control notify schedule wait sleep"));

    private static readonly FrozenDictionary<string, string> Files = Table(
        ("use create with parameters.kind directory", "mkdir make_directory make_dir create_directory "
            + "create_dir create_folder new_folder"),
        ("use create, or write with the content", "touch create_file new_file make_file add_file"),
        ("use write with parameters.content", "save put overwrite write_file set_content"),
        ("use delete", "rm remove unlink delete_file remove_file trash"),
        ("use delete with parameters.recursive", "rmdir rm_rf delete_directory remove_directory delete_dir"),
        ("use move with parameters.destination", "mv rename move_file rename_file"),
        ("use copy with parameters.destination", "cp copy_file duplicate clone backup"),
        ("use modify with parameters.edits: [{\"find\": ..., \"replace\": ...}]", "edit replace find patch "
            + "find_replace find_and_replace search_replace str_replace substitute sed update change"),
        ("use modify with parameters.append", "append append_file add_line"),
        ("use modify with parameters.prepend", "prepend insert"),
        ("use chmod with parameters.mode", "set_mode permissions set_permissions change_mode"),
        ("use read or display", "cat view show print read_file open_file head tail"),
        ("use query", "stat exists check list ls dir glob search"),
        ("Argo changes no owners; do it yourself", "chown chgrp set_owner"),
        ("Argo makes no links; use copy, or make the link yourself", "ln link symlink hardlink"));

    /// <summary>
    /// Why an action that is about something else than files is never done, and what to do instead; null for
    /// an action on files. Such a step is BLOCKED by every dry run.
    /// </summary>
    public static string? WhyElsewhere(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ActsElsewhere(step.ActionType))
            return null;
        var more = step.ActionType == ActionType.Control ? FirstOf(step.Operation) : null;
        return more ?? FirstOf(step.ActionType.Name);
    }

    /// <summary>Whether an action is about programs, commands, the network or another system.</summary>
    public static bool ActsElsewhere(ActionType action) =>
        InsteadOf(action) is null && !ActionParameters.IsKnown(action) && FirstOf(action.Name) is not null;

    /// <summary>The right name for an action on files that has another; null when it has none.</summary>
    public static string? InsteadOf(ActionType action) => Files.GetValueOrDefault(action.Name ?? "");

    private static string? FirstOf(string? name)
    {
        foreach (var word in (name ?? "").ToLowerInvariant().Split('_', '-', ' ', '.'))
        {
            if (Elsewhere.TryGetValue(word, out var reason))
                return reason;
        }

        return null;
    }

    private static FrozenDictionary<string, string> Table(params (string Advice, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split(' '), (row, name) => (name, row.Advice))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Advice, StringComparer.Ordinal);
}
