namespace Argo.Crash.Tests.PowerLoss;

/// <summary>
/// One power loss: that many entries had been written; of those after the last flush, a share survives.
/// </summary>
/// <param name="At">How many entries had been written.</param>
/// <param name="Share">Of 4: how many of the unflushed ones survive, each drawn by the seed.</param>
/// <param name="Seed">Of the drawing.</param>
internal sealed record PowerCut(int At, int Share, int Seed)
{
    public static List<PowerCut> DrawAfterTold(LoggedExecution logged, int count, Random random) =>
    [
        new PowerCut(logged.Told, 0, random.Next()), // the worst: at once, and nothing unflushed survives
        .. Enumerable.Range(1, count - 1)
            .Select(_ =>
                new PowerCut(random.Next(logged.Told, logged.End + 1), random.Next(5), random.Next())),
    ];

    public static List<PowerCut> Draw(LoggedExecution logged, int count, Random random)
    {
        // One in six after the end was told: then it must be that end. One in six before it became
        // interesting.
        int At(int number) => (number % 6) switch
        {
            0 => random.Next(logged.Told, logged.End + 1),
            1 => random.Next(logged.Start, logged.Middle + 1),
            _ => random.Next(logged.Middle, logged.Told + 1),
        };
        return [.. Enumerable.Range(0, count).Select(number =>
            new PowerCut(At(number), random.Next(5), random.Next()))];
    }

    public Func<int, bool> Survivors()
    {
        var random = new Random(Seed);
        return _ => random.Next(4) < Share;
    }
}
