namespace Argo.Tidy.Tests.Specs;

/// <summary>At least one snippet for every rule.</summary>
internal static class Snippets
{
    private const string Project = "src/Argo.Workspaces/Argo.Workspaces.csproj";
    private const string Packages = "Directory.Packages.props";

    public static IReadOnlyList<Snippet> All { get; } =
        [.. Sizes(), .. Names(), .. Trees()];

    private static IEnumerable<Snippet> Sizes() =>
    [
        new("file-length", "src/A.cs", 301, Repeat("using A;\n", 301), Repeat("using A;\n", 300)),
        new("line-length", "tests/A.cs", 2, "\n" + Repeat("x", 111), "\n" + Repeat("x", 110)),
        new(
            "line-length", "src/A.cs", 1,
            $"a(\"{Repeat("x", 111)}\");",
            $"a(\"\"\"\n{Repeat("x", 111)}\n\"\"\");"),
        new("line-length", "src/A.cs", 1, "//" + Repeat("x", 111), "// https://" + Repeat("x", 111)),
        new(
            "method-length", "src/A.cs", 2,
            Method("void F(int x = 1) {", 40),
            Method("void F(int x = 1) {", 39)),
        new(
            "method-length", "src/A.cs", 2,
            Method("void F() => Run(() => {", 40, ");"),
            Method("F[] A = new() {", 40)),
        new("large-file", "docs/a.svg", 1, Repeat("x", 200_001), Repeat("x", 200_000)),
    ];

    private static IEnumerable<Snippet> Names() =>
    [
        new("one-type", "src/A.cs", 2, "class A { }\nenum B { }", "class A { enum B { } }"),
        new(
            "one-type", "tests/A.cs", 2,
            "record A(int X);\ndelegate void B(A a);",
            "record A(int X);\nrecord A<T>(T X);"),
        new(
            "file-name", "src/A.cs", 2,
            "namespace N;\nrecord struct B(int X);",
            "namespace N;\nrecord struct A;"),
        new("file-name", "src/A.Part.cs", 1, "partial class Part { }", "partial class A { }"),
    ];

    private static IEnumerable<Snippet> Trees() =>
    [
        new("arrows", Project, 1, Reference("Argo.Storage"), Reference("Argo.Artifacts")),
        new("arrows", "src/Argo.New/Argo.New.csproj", 1, Reference("Argo.Artifacts"), "<Project />"),
        new("versions", Project, 1, Package("Reference", "1.0.0"), """<PackageReference Include="A" />"""),
        new("versions", Packages, 1, Package("Version", "[1.0,2.0)"), Package("Version", "1.0.3")),
        new("versions", Packages, 1, Package("Version", "1.*"), Package("Version", "1.0.0-beta.1")),
        new(
            "versions", Packages, 2,
            "<V>1.*</V>\n" + Package("Version", "$(V)"),
            "<V Condition=\"\">1.0</V>\n" + Package("Version", "$(V)")),
        new(
            "commands", "README.md", 4,
            Readme("dotnet test B.sln"),
            Readme("dotnet test Argo.Actors.sln # all")),
        new("conditional", "src/A.cs", 2, "a();\n #if DEBUG\n#endif", "a(); // #if"),
        new("unfinished", "docs/A.md", 1, "TO" + "DO: write this", "A TODOLIST is fine."),
        new("unfinished", "src/A.cs", 2, "\n// FIX" + "ME", "// fixme is a word like any other"),
    ];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Method(string opening, int lines, string closing = "") =>
        $"class A {{\n{opening}{Repeat("\n", lines)}}}{closing}\nint _x = 1;\n}}";

    private static string Reference(string name) =>
        $"""<ProjectReference Include="../{name}/{name}.csproj" />""";

    private static string Package(string kind, string version) =>
        $"""<Package{kind} Include="A" Version="{version}" />""";

    private static string Readme(string command) => $"# Argo\n\n```sh\n{command}\n```\n";
}
