using System.CommandLine;
using Argo.Cli.Screens;

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

    public override async Task<Answer> RunAsync(Call call)
    {
        call.RequireStore(); // what was never locked needs no store to say so
        var security = await call.OpenSecurityAsync().ConfigureAwait(false);
        var status = await security.UnlockAsync(
            call.Get(_reason)!, call.Get(_by) ?? Shared.ThisUser, call.Stop).ConfigureAwait(false);
        var answer = Security.Answer(status);
        return Security.Forbids(status) ? answer with { Exit = ExitCode.Halted } : answer;
    }
}
