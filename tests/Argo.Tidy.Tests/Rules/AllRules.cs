namespace Argo.Tidy.Tests.Rules;

/// <summary>Every rule, by its name.</summary>
internal static class AllRules
{
    private static readonly Dictionary<string, Rule> ByName = new Rule[]
    {
        SizeRules.FileLength, SizeRules.LineLength, SizeRules.MethodLength, SizeRules.LargeFile,
        NamingRules.OneType, NamingRules.FileName,
        ProjectRules.Arrows, ProjectRules.Versions, ProjectRules.Commands,
        TextRules.Conditional, TextRules.Unfinished,
    }.ToDictionary(rule => rule.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Rule Named(string name) => ByName[name];
}
