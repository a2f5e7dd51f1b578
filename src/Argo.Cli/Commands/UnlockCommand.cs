using System.CommandLine;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo unlock</c>: takes a lockdown back.</summary>
internal sealed class UnlockCommand : ArgoCommand
{
    private readonly Option<string> _reason = Security.Reason("Why it is safe again.");
    private readonly Option<string?> _by = Security.By();

    public UnlockCommand()
        : base(
            "unlock",
            "Takes a lockdown back; what a monitor or the security file says still holds (then exit 7).",
            "argo unlock --reason 'false alarm'")
    {
        Add(_reason);
        Add(_by);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        context.RequireStore(); // what was never locked needs no store to say so
        var security = context.Open<IArgoSecurity>();
        var status = await security.UnlockAsync(
            context.Get(_reason)!, context.Get(_by) ?? Shared.ThisUser, context.Stop).ConfigureAwait(false);
        var outcome = Security.Answer(
            status, await UnsettledExecutions.FindAsync(context).ConfigureAwait(false));
        return Security.Forbids(status) ? outcome with { Exit = ExitCode.Halted } : outcome;
    }
}
