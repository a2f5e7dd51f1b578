using System.Text.RegularExpressions;
using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>What the rooms may know of each other, which packages they get, and how they are built.</summary>
internal static partial class ProjectRules
{
    private static readonly Dictionary<string, string[]> AllowedArrows = new()
    {
        ["Argo.Cli"] = ["Argo.Hosting"],
        ["Argo.Hosting"] = ["Argo.Actors", "Argo.Storage", "Argo.Workspaces", "Argo.Artifacts"],
        ["Argo.Actors"] = ["Argo.Artifacts"],
        ["Argo.Storage"] = ["Argo.Artifacts"],
        ["Argo.Workspaces"] = ["Argo.Artifacts"],
        ["Argo.Artifacts"] = [],
    };

    public static Rule Arrows { get; } = Rule.OfFiles(
        "arrows",
        "a project in src references what DESIGN's arrows allow: Cli, Hosting, three rooms, Artifacts",
        file => file.IsUnder("src/") && IsProject(file),
        file => Findings(file, Reference, match => !Allows(file, match.Groups["name"].Value)));

    public static Rule Versions { get; } = Rule.OfFiles(
        "versions",
        "a package's version stands in Directory.Packages.props only, and is exact: no range, no star",
        IsProject,
        file => file.Path == "Directory.Packages.props"
            ? Findings(file, CentralVersion, match => !IsExact(file, match.Groups["version"].Value))
            : Findings(file, LocalVersion, _ => true));

    public static Rule Commands { get; } = new(
        "commands",
        "the commands in README's first shell block are those that .ci/run calls; make them the same",
        tree => tree.Find("README.md") is { } readme && tree.Find(".ci/run") is { } script
            ? ReadmeCommands(readme)
                .Where(command => !script.Text.Contains(command.What, StringComparison.Ordinal))
            : []);

    [GeneratedRegex("""<ProjectReference\s+Include="[^"]*?(?<name>[^"/\\]+)\.csproj"(?![^>]*ReferenceOutputAssembly="false")""")]
    private static partial Regex Reference { get; }

    [GeneratedRegex("""<(?:Global)?PackageVersion\s[^>]*?\bVersion="(?<version>[^"]*)""")]
    private static partial Regex CentralVersion { get; }

    [GeneratedRegex(@"^\d+(?:\.\d+){1,3}(?:-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion { get; }

    [GeneratedRegex("""<PackageReference\s[^>]*?\bVersion(?:Override)?="[^"]*"|<PackageReference\b[^>/]*>\s*<Version|<PackageVersion\s[^>]*""")]
    private static partial Regex LocalVersion { get; }

    [GeneratedRegex(@"```(?:sh|shell|bash|console)\n(?<commands>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock { get; }

    /// <summary>A number, or a property that this file sets to exact versions only.</summary>
    private static bool IsExact(SourceFile file, string version)
    {
        if (!version.StartsWith("$(", StringComparison.Ordinal))
            return ExactVersion.IsMatch(version);
        var name = Regex.Escape(version[2..^1]);
        var values = Regex.Matches(file.Text, $"<{name}(?: [^>]*)?>(?<value>[^<]*)</{name}>");
        return values.Count > 0 && values.All(match => IsExact(file, match.Groups["value"].Value));
    }

    private static bool IsProject(SourceFile file) =>
        Path.GetExtension(file.Name) is ".csproj" or ".props" or ".targets";

    private static bool Allows(SourceFile file, string target) =>
        AllowedArrows.TryGetValue(file.Name.Replace(".csproj", "", StringComparison.Ordinal), out var targets)
        && targets.Contains(target);

    private static IEnumerable<Finding> Findings(SourceFile file, Regex regex, Func<Match, bool> breaks) =>
        regex.Matches(file.Text).Where(breaks)
            .Select(match => new Finding(file.Path, file.LineOf(match.Index), match.Value));

    private static IEnumerable<Finding> ReadmeCommands(SourceFile readme)
    {
        var commands = ShellBlock.Match(readme.Text).Groups["commands"];
        return commands.Value.Split('\n').Index()
            .Select(line => new Finding(
                readme.Path,
                readme.LineOf(commands.Index) + line.Index,
                line.Item.Split('#')[0].TrimStart('$', ' ').TrimEnd()))
            .Where(command => command.What.Length > 0);
    }
}
