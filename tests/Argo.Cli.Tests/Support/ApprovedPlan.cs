namespace Argo.Cli.Tests.Support;

/// <summary>A plan that was simulated and approved, as files.</summary>
internal sealed record ApprovedPlan(CliProcessFixture Cli, string Plan, string Report, string Approval)
{
    public static async Task<ApprovedPlan> OfAsync(CliProcessFixture cli, string planJson)
    {
        var (plan, report, approval) =
            (
                cli.Plan(planJson),
                Path.Combine(cli.Outside, "report.json"),
                Path.Combine(cli.Outside, "approval.json"));
        (await cli.ArgoAsync("dry-run", plan, "-o", report)).Exited(ExitCode.Done);
        (await cli.ArgoAsync("approve", report, "--yes", "--by", "ann", "-o", approval))
            .Exited(ExitCode.Done);
        return new ApprovedPlan(cli, plan, report, approval);
    }

    public string[] Words(params string[] more) =>
        ["execute", Plan, "--report", Report, "--approval", Approval, .. more];

    public Task<CliResult> ExecuteAsync(params string[] more) => Cli.ArgoAsync(Words(more));
}
