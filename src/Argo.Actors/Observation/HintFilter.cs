using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;

namespace Argo.Actors.Observation;

/// <summary>Keeps the hints that say something, and a warning for each that does not.</summary>
internal sealed class HintFilter
{
    public HintFilter(IEnumerable<ScaffoldHint> hints)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        Hints = [.. hints.Where((hint, index) => Keeps(index, WhyNot(hint), warnings))];
        Warnings = warnings.ToImmutable();
    }

    public HintFilter(JsonElement hints)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (hints.ValueKind is not JsonValueKind.Array)
            warnings.Add("The hints are malformed: they must be a list of objects.");
        else
            Hints = [.. hints.EnumerateArray().Select(
                (json, index) => Read(json, index, warnings)).OfType<ScaffoldHint>()];
        Warnings = warnings.ToImmutable();
    }

    public ImmutableArray<ScaffoldHint> Hints { get; } = [];

    public ImmutableArray<string> Warnings { get; }

    private static ScaffoldHint? Read(JsonElement json, int index, ImmutableArray<string>.Builder warnings)
    {
        try
        {
            var hint = ArtifactJson.Read<ScaffoldHint>(Encoding.UTF8.GetBytes(json.GetRawText()));
            return Keeps(index, WhyNot(hint), warnings) ? hint : null;
        }
        catch (ArtifactFormatException malformed)
        {
            Keeps(index, malformed.Message, warnings);
            return null;
        }
    }

    private static string? WhyNot(ScaffoldHint hint) =>
        string.IsNullOrWhiteSpace(hint.Description) ? "description: must not be empty"
        : hint.StepIndex < 0 ? "step_index: must not be negative"
        : null;

    private static bool Keeps(int index, string? problem, ImmutableArray<string>.Builder warnings)
    {
        if (problem is not null)
            warnings.Add($"Hint {index} is malformed and left out ({problem}).");
        return problem is null;
    }
}
