namespace Argo.Benchmarks.Engine;

/// <summary>
/// One figure: what was measured here, and what Akka.NET 1.5.30 gave on the reference machine.
/// </summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">Of both figures.</param>
/// <param name="Reference">Akka.NET's figure.</param>
/// <param name="MoreIsBetter">False for times.</param>
/// <param name="Run">Measures once.</param>
internal sealed record Measurement(
    string Name, string Unit, double Reference, bool MoreIsBetter, Func<Task<double>> Run)
{
    /// <summary>The median of so many runs, after one that only warms up.</summary>
    internal async Task<double> MedianAsync(int runs)
    {
        await Run();
        var figures = new double[runs];
        for (var i = 0; i < runs; i++)
            figures[i] = await Run();
        Array.Sort(figures);
        return figures[runs / 2];
    }

    /// <summary>How many times better than the reference.</summary>
    internal double RatioOf(double figure) => MoreIsBetter ? figure / Reference : Reference / figure;
}
