using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>What lockdown and unlock have in common.</summary>
internal static class Security
{
    public static Option<string> Reason(string description) =>
        new("--reason") { Description = description, HelpName = "TEXT", Required = true };

    public static Option<string?> By() =>
        new("--by") { Description = "Who says so; default: the user at this host.", HelpName = "NAME" };

    public static bool Forbids(SecurityStatus status) =>
        status.SecurityState is SecurityState.Compromised or SecurityState.Lockdown;

    /// <param name="status">The state now.</param>
    /// <param name="waiting">What was halted or left, and waits for a person.</param>
    public static CommandOutcome Answer(
        SecurityStatus status, ImmutableArray<UnsettledExecution> waiting = default) => new(
        ExitCode.Done,
        new JsonObject
        {
            ["security_state"] = Word.Snake(status.SecurityState),
            ["boundary_state"] = Word.Snake(status.BoundaryState),
            ["reason"] = status.Reason,
            ["set_state"] = status.SetState is { } set ? Word.Snake(set) : null,
            ["set_by"] = status.SetBy,
            ["set_at"] = status.SetAt?.ToString("O"),
            ["executions_forbidden"] = Forbids(status),
            ["waiting"] = UnsettledExecutions.Document(waiting.IsDefault ? [] : waiting),
        },
        screen => Show(screen, status, waiting.IsDefault ? [] : waiting))
    {
        Kept = $"The security state is {Word.Loud(status.SecurityState)} now.",
    };

    private static void Show(
        Screen screen, SecurityStatus status, ImmutableArray<UnsettledExecution> waiting)
    {
        var state = Word.Loud(status.SecurityState);
        screen.Line(
            $"Security state: {state}{(status.Reason.Length > 0 ? $": {Visible.Line(status.Reason)}" : "")}",
            Forbids(status) ? TextStyle.Bad
                : status.SecurityState is SecurityState.Degraded ? TextStyle.Warning
                : TextStyle.Good);
        if (Forbids(status))
        {
            screen.Line("Nothing new runs; what runs is halted after its step under way; recovery waits.");
            screen.Next("argo list", "argo unlock --reason TEXT");
        }
        else
        {
            screen.Line("Executions may run.");
            UnsettledExecutions.Show(screen, waiting);
            screen.Next([.. UnsettledExecutions.Hints(waiting), "argo list"]);
        }
    }
}
