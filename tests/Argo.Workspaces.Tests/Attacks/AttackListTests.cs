using System.Globalization;
using System.Reflection;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>Every attack of the list is played.</summary>
public sealed class AttackListTests
{
    private const int Attacks = 51;

    [Fact]
    public void Every_attack_should_have_a_test_that_bears_its_number()
    {
        var played =
            from type in typeof(AttackListTests).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public)
            where method.Name.StartsWith("Attack_", StringComparison.Ordinal)
            select int.Parse(method.Name.AsSpan("Attack_".Length, 2), CultureInfo.InvariantCulture);
        Assert.Equal(Enumerable.Range(1, Attacks), played.Distinct().Order());
    }
}
