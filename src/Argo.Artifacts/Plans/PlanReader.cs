using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>Reads plans: Argo's own, and those of ARGO's Python planner (schema 1.2.0).</summary>
public static class PlanReader
{
    /// <summary>The plan in a document.</summary>
    /// <param name="limits">Default: <see cref="ArtifactLimits.Plan"/>.</param>
    /// <param name="verbs">
    /// The verbs whose parameters are checked; default: <see cref="VerbCatalog.BuiltIn"/>. The parameters of
    /// a step with another action are taken as they are, and its dry run says what becomes of it.
    /// </param>
    /// <exception cref="ArtifactFormatException">It cannot be taken as it is; the message names the member
    /// and the remedy.</exception>
    public static ExecutionPlanArtifact Read(
        ReadOnlyMemory<byte> utf8, ArtifactLimits? limits = null, VerbCatalog? verbs = null)
    {
        var plan = ReadKept(utf8, limits, verbs);
        PlanTotals.Check(plan);
        return plan;
    }

    /// <summary>A plan that was taken once: what is asked of new plans only is not asked of it.</summary>
    /// <inheritdoc cref="Read"/>
    internal static ExecutionPlanArtifact ReadKept(
        ReadOnlyMemory<byte> utf8, ArtifactLimits? limits = null, VerbCatalog? verbs = null)
    {
        limits ??= ArtifactLimits.Plan;
        var plan = ArtifactJson.Parse<ExecutionPlanArtifact>(utf8, limits, out var localTimeAt);
        if (localTimeAt is not null && !plan.IsPython)
            throw ArtifactJson.LocalTime(localTimeAt);
        return PlanRules.Check(plan, limits, verbs ?? VerbCatalog.BuiltIn);
    }

    /// <summary>Holds a plan made in code to the rules of one that is read.</summary>
    /// <returns>The plan, less parameters that say nothing.</returns>
    /// <inheritdoc cref="Read"/>
    public static ExecutionPlanArtifact Check(
        ExecutionPlanArtifact plan, ArtifactLimits? limits = null, VerbCatalog? verbs = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanRules.Check(plan, limits ?? ArtifactLimits.Plan, verbs ?? VerbCatalog.BuiltIn);
        return Read(ArtifactJson.WriteUtf8(plan), limits, verbs); // only what a file could say as well
    }
}
