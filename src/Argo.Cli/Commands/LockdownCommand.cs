using System.CommandLine;
using Argo.Artifacts.Security;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo lockdown</c>: from its return on nothing new runs, and what runs is halted.</summary>
internal sealed class LockdownCommand : ArgoCommand
{
    private readonly Option<string> _reason = Security.Reason(
        "Why; kept in the record of whatever it halts.");
    private readonly Option<string?> _by = Security.By();
    private readonly Option<string> _state = new Option<string>("--state")
    {
        Description = "lockdown (default), compromised, or degraded, which stops nothing.",
        HelpName = "STATE",
        DefaultValueFactory = _ => "lockdown",
    };

    public LockdownCommand()
        : base(
            "lockdown",
            "Forbids every execution in this data directory, and halts what runs after its step.",
            "argo lockdown --reason 'intruder on the build host'",
            "argo lockdown --state degraded --reason 'the scanner is down'",
            "argo unlock --reason 'host reinstalled'")
    {
        Add(_reason);
        Add(_state);
        Add(_by);
        _state.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: not ("lockdown" or "compromised" or "degraded") and var word }])
                given.AddError(
                    $"--state: '{Visible.Line(word)}' must be one of: lockdown, compromised, degraded");
        });
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        if (!context.HasStore())
            context.Screen.Say(
                "There was no store here: this makes one, and nothing that uses another is locked. If you "
                + "meant another data directory, name it with --data or ARGO_DATA.",
                TextStyle.Warning);
        var security = context.Open<IArgoSecurity>();
        var state = Enum.Parse<SecurityState>(context.Get(_state)!, ignoreCase: true);
        var status = await security.EscalateAsync(
            state, context.Get(_reason)!, context.Get(_by) ?? Shared.ThisUser, context.Stop)
            .ConfigureAwait(false);
        return Security.Answer(status);
    }
}
