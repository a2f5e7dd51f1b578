using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Actions;

/// <summary>Holds the parameters of one step against the descriptor of its verb.</summary>
internal sealed class ParameterRules(VerbDescriptor described, PlanStep step, string path, bool python)
{
    private readonly VerbDescriptor _verb = described.For(step.Operation);
    private readonly StepParameters _given = step.Parameters;

    /// <returns>The parameters, less those that only say their default.</returns>
    /// <exception cref="ArtifactFormatException">
    /// The verb does not take one of them, one is missing, or one is not what it must be.
    /// </exception>
    public StepParameters Check()
    {
        // the Python planner tells steps that only look more than Argo needs
        var takesAnything = python && _verb.Parameters.IsEmpty;
        var kept = takesAnything ? _given : RequireOnlyKnown();
        Require(KnownParameters.Path);
        CheckSecrets();
        CheckCombinations();
        foreach (var parameter in takesAnything ? [KnownParameters.Mode] : _verb.Parameters)
            Require(parameter);
        if (_verb.Rule?.Invoke(step) is { } problem)
            throw Bad(problem.Member, problem.Problem);
        return kept;
    }

    private StepParameters RequireOnlyKnown()
    {
        foreach (var set in StepParameter.All.Where(parameter => parameter.IsSet(_given)))
            RequireKnown(set.Name);
        var own = JsonDefaults.NoNames<JsonElement>().ToBuilder();
        foreach (var (name, value) in _given.Other)
        {
            if (_verb.Find(name) is not { IsOfHost: true } parameter)
                RequireDefault(name, value);
            else if (value.ValueKind is not JsonValueKind.Null)
                own.Add(name, OfItsType(parameter, value));
        }

        return _given with { Other = own.ToImmutable() };
    }

    private JsonElement OfItsType(VerbParameter parameter, JsonElement value)
    {
        StrictJsonValidator.Explain(
            value, VerbParameterTypes.Read(parameter.Type), $"{path}.{parameter.Name}");
        if (parameter.Type is VerbParameterType.Path
            && WorkspacePath.WhyNot(value.GetString()!) is { } problem)
            throw Bad(parameter.Name, problem);
        return value;
    }

    /// <remarks>A value of the right type would not be among the others unless it is the default.</remarks>
    private void RequireDefault(string name, JsonElement value)
    {
        var parameter = StepParameter.Find(name);
        if (parameter is not null && value.ValueKind is JsonValueKind.Null)
            return;
        RequireKnown(name);
        if (parameter!.Type == typeof(EntryKind)) // of all kinds that there are, two can be created
            throw Bad(name, KnownParameters.KindsToCreate);
        StrictJsonValidator.Explain(value, parameter.Type, $"{path}.{name}");
    }

    private void RequireKnown(string name)
    {
        if (name == KnownParameters.Path.Name || _verb.Find(name) is not null)
            return;
        var meant = _verb.Parameters.FirstOrDefault(parameter => parameter.WrongNames.Contains(name));
        var correction = meant is null ? "" : $"{meant.Correction ?? $"write {meant.Name}"}; ";
        var known = _verb.Parameters.IsEmpty
            ? "it takes none"
            : $"it takes: {string.Join(", ", _verb.Parameters.Select(parameter => parameter.Name))}";
        var member = new JsonPath(path);
        member.Enter(name);
        throw new ArtifactFormatException(
            member.ToString(), $"is not a parameter of {step.ActionType}; {correction}{known}");
    }

    private void CheckSecrets()
    {
        foreach (var (name, digest) in _given.Secrets)
        {
            if (digest == SecretText.OfNothing)
                throw Bad($"{name}.secret", "must not be empty; give an empty text as it is");
        }
    }

    /// <remarks>
    /// A Python plan that gives none of them is taken, so that the dry run can say why it is blocked.
    /// </remarks>
    private void CheckCombinations()
    {
        var given = Count(_verb.ExactlyOneOf);
        if (!_verb.ExactlyOneOf.IsEmpty && given != 1 && !(python && given == 0))
            throw Choice("exactly one", _verb.ExactlyOneOf);
        if (!_verb.AtLeastOneOf.IsEmpty && !python && Count(_verb.AtLeastOneOf) == 0)
            throw Choice("at least one", _verb.AtLeastOneOf);
    }

    private int Count(ImmutableArray<string> names) => names.Count(name => _verb.Find(name)!.IsGiven(_given));

    private void Require(VerbParameter parameter)
    {
        if (parameter.WhenMissing is { } remedy && !parameter.IsGiven(_given))
            throw Bad(parameter.Name, $"is missing; {remedy}");
        if (parameter.WhyNot(step, python) is { } problem)
            throw Bad(parameter.Name, problem);
    }

    private ArtifactFormatException Choice(string howMany, ImmutableArray<string> names) => new(
        path,
        $"must have {howMany} of "
        + (names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}"));

    private ArtifactFormatException Bad(string member, string problem) => new($"{path}.{member}", problem);
}
