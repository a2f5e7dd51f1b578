using Argo.Tidy.Tests.Reading;
using Argo.Tidy.Tests.Rules;

namespace Argo.Tidy.Tests;

/// <summary>The house style's measured limits, on the whole tree.</summary>
public sealed class TidyTests
{
    private static readonly SourceTree Tree = SourceTree.Here();

    public static TheoryData<string> Rules => [.. AllRules.Names];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Tree_should_keep_the_rule(string rule)
    {
        var complaints = KnownExceptions.In(Tree).Complaints(AllRules.Named(rule), Tree).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public void Exceptions_should_name_rules_that_exist() =>
        Assert.Empty(KnownExceptions.In(Tree).RuleNames.Except(AllRules.Names));

    [Fact]
    public void Tree_should_be_read_in_full() // a test that finds no files would keep every rule
    {
        Assert.NotNull(Tree.Find("Argo.Actors.sln"));
        Assert.Contains(Tree.Files, file => file.IsCode && file.IsUnder("src/Argo.Artifacts/"));
        Assert.DoesNotContain(Tree.Files, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }
}
