using Argo.Tidy.Tests.Rules;

namespace Argo.Tidy.Tests.Specs;

/// <summary>A rule that cannot fail keeps nothing.</summary>
public sealed class RuleTests
{
    public static IEnumerable<object[]> Numbered =>
        Snippets.All.Index().Select(each => new object[] { each.Index, each.Item.Rule });

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Rule_should_find_the_bad_line(int snippet, string rule)
    {
        var finding = Assert.Single(Check(rule, snippet, Snippets.All[snippet].Bad));
        Assert.Equal((Snippets.All[snippet].Path, Snippets.All[snippet].Line), (finding.Path, finding.Line));
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Rule_should_leave_the_good_text_alone(int snippet, string rule) =>
        Assert.Empty(Check(rule, snippet, Snippets.All[snippet].Good));

    [Fact]
    public void Every_rule_should_have_a_snippet() =>
        Assert.Empty(AllRules.Names.Except(Snippets.All.Select(snippet => snippet.Rule)));

    private static IEnumerable<Finding> Check(string rule, int snippet, string text)
    {
        var script = (".ci/run", "dotnet test Argo.Actors.sln --nologo\n");
        return AllRules.Named(rule).Check(Snippet.TreeOf((Snippets.All[snippet].Path, text), script));
    }
}
