using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Argo.Artifacts.Actions;

/// <summary>What plans ask for although no verb of Argo does it.</summary>
internal static class OtherActions
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

    private const string OtherSystem =
        "acts on another system, which Argo can neither simulate nor undo; keep what changes files as steps "
        + "of the plan, and do the rest yourself before or after it";

    private static readonly FrozenDictionary<string, string> Reasons = Table(
        (Program, "open launch start stop close restart kill focus click type application app process "
            + "window"),
        (Command, "run exec execute shell command bash script system install build test git os"),
        (Network, "network http https request fetch download upload send post get curl wget url email web"),
        (OtherSystem, "control notify schedule wait sleep"));

    /// <summary>Actions on files for which there is no verb.</summary>
    public static ImmutableArray<VerbAdvice> Advice { get; } =
    [
        new("Argo changes no owners; do it yourself", "chown chgrp set_owner"),
        new("Argo makes no links; use copy, or make the link yourself", "ln link symlink hardlink"),
    ];

    /// <summary>Why an action with such a word in its name is never done; null for any other.</summary>
    public static string? WhyNever(string? name)
    {
        foreach (var word in (name ?? "").ToLowerInvariant().Split('_', '-', ' ', '.'))
        {
            if (Reasons.TryGetValue(word, out var reason))
                return reason;
        }

        return null;
    }

    private static FrozenDictionary<string, string> Table(params (string Reason, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' '), (row, word) => (Word: word, row.Reason))
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Reason, StringComparer.Ordinal);
}
