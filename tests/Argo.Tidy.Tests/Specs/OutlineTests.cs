using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Specs;

public sealed class OutlineTests
{
    private const string Sample = """
        using System;
        namespace N;

        [Marked("x")]
        public sealed class A<T>(int x) : B(x) where T : class
        {
            private readonly int[] _all = [1, 2];

            public int Size { get; init; } = Math.Max(1, 2);

            public A() : this(1)
            {
                if (x > 0) { Run(); }
            }

            [Marked("y")]
            internal void F(Record record) => Persist(record, written =>
            {
                Run();
            });

            internal int G() => x switch
            {
                1 => 2,
                _ => 3,
            };

            private sealed record Nested(int Y);
        }
        """;

    [Fact]
    public void Outline_should_list_the_types_at_the_top() => Assert.Equal([("A", 5)], Of(Sample).TopTypes);

    [Fact]
    public void Outline_should_measure_each_method_from_its_first_line_to_its_last() =>
        Assert.Equal([(11, 4), (16, 5), (22, 5)], Of(Sample).Methods);

    [Fact]
    public void Outline_should_see_types_within_a_namespace_block() => Assert.Equal(
        [("A", 1), ("B", 2)],
        Of("namespace N { class A { class C; }\ninterface B { } }").TopTypes);

    private static Outline Of(string text) => new(new SourceFile("src/A.cs", text, text.Length));
}
