using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>Short words for simulating on a tree of the test's own.</summary>
internal static class DryRuns
{
    public static DryRunExecutionReport DryRun(this TempTree tree, params PlanStep[] steps) =>
        tree.DryRun(Some.Plan(steps));

    public static DryRunExecutionReport DryRun(
        this TempTree tree, ExecutionPlanArtifact plan, SimulatorOptions? options = null,
            string? planDirectory = null) =>
        new Simulator(options).Simulate(
            plan, new SimulationRequest { WorkspaceRoot = tree.Root, WorkspaceName = "test",
                PlanDirectory = planDirectory });

    /// <summary>The step with this number.</summary>
    public static SimulatedStep Step(this DryRunExecutionReport report, int id) =>
        report.StepsSimulated.Single(step => step.StepId == id);

    /// <summary>What the report's last step to change a path predicts of it.</summary>
    public static Fingerprint Predicted(this DryRunExecutionReport report, string path) =>
        report.StepsSimulated.Last(step => step.PredictedAfter.ContainsKey(path)).PredictedAfter[path];

    public static string Sha(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
