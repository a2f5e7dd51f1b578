using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>One type a file, and the file is called like it.</summary>
internal static class NamingRules
{
    public static Rule OneType { get; } = Rule.OfFiles(
        "one-type",
        "a file holds one type (a protocol's messages are nested in its class); give each its own file",
        file => file.IsCode,
        file => Names(file).Skip(1));

    public static Rule FileName { get; } = Rule.OfFiles(
        "file-name",
        "a file is called like its type, Type.cs, or Type.Part.cs for a part of it",
        file => file.IsCode,
        file => Names(file).Take(1).Where(type => type.What != file.Name.Split('.')[0]));

    /// <summary>The generic sister of a type may live with it.</summary>
    private static IEnumerable<Finding> Names(SourceFile file) =>
        new Outline(file).TopTypes.DistinctBy(type => type.Name)
            .Select(type => new Finding(file.Path, type.Line, type.Name));
}
