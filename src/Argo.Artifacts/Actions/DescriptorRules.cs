using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>What a descriptor must be, so that plans can be held against it.</summary>
internal static class DescriptorRules
{
    /// <summary>Why it will not do; null when it will.</summary>
    public static string? WhyNot(VerbDescriptor verb)
    {
        if (!PlanNames.IsAction(verb.Type.Name ?? ""))
            return "needs a name in lower snake case of at most 64 letters";
        if (verb.Meaning.Length == 0)
            return "needs a meaning: one sentence on what it does";
        if (verb.ChangesNothing && verb.Risk != SafetyLevel.Safe)
            return "changes nothing, so its risk must be safe";
        var names = verb.Parameters.Select(parameter => parameter.Name).ToList();
        return verb.Parameters.Select(WhyNot).FirstOrDefault(problem => problem is not null)
            ?? (names.Distinct().Count() < names.Count ? "has two parameters of one name" : null)
            ?? verb.ExactlyOneOf.Concat(verb.AtLeastOneOf).Except(names)
                .Select(name => $"has a rule on '{name}', which is not a parameter of it").FirstOrDefault();
    }

    private static string? WhyNot(VerbParameter parameter)
    {
        var name = parameter.Name;
        if (!PlanNames.IsAction(name))
            return $"has the parameter '{name}', which needs a name in lower snake case";
        if (parameter.Meaning.Length == 0)
            return $"has the parameter '{name}', which needs a meaning: one sentence on what it does";
        if (StepParameter.Find(name) is { } known)
        {
            return known.Type == VerbParameterTypes.Read(parameter.Type)
                ? null
                : $"has the parameter '{name}', which is Argo's own with another type; take it from "
                    + $"{nameof(KnownParameters)}, or name yours otherwise";
        }

        return parameter.Type is VerbParameterType.SecretText or VerbParameterType.EntryKind
            or VerbParameterType.Edits
            ? $"has the parameter '{name}' of a type that only {nameof(KnownParameters)} may have"
            : null;
    }
}
