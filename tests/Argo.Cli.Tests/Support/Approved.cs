namespace Argo.Cli.Tests.Support;

/// <summary>A plan that was simulated and approved, as files.</summary>
internal sealed record Approved(Bench Bench, string Plan, string Report, string Approval)
{
    public static async Task<Approved> OfAsync(Bench bench, string planJson)
    {
        var (plan, report, approval) =
            (
                bench.Plan(planJson),
                Path.Combine(bench.Outside, "report.json"),
                Path.Combine(bench.Outside, "approval.json"));
        (await bench.ArgoAsync("dry-run", plan, "-o", report)).Exited(ExitCode.Done);
        (await bench.ArgoAsync("approve", report, "--yes", "--by", "ann", "-o", approval))
            .Exited(ExitCode.Done);
        return new Approved(bench, plan, report, approval);
    }

    public string[] Words(params string[] more) =>
        ["execute", Plan, "--report", Report, "--approval", Approval, .. more];

    public Task<Ran> ExecuteAsync(params string[] more) => Bench.ArgoAsync(Words(more));
}
