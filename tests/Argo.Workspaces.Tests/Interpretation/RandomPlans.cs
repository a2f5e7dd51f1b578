using Argo.Artifacts.Plans;
using Argo.TestSupport.Plans;

namespace Argo.Workspaces.Tests.Interpretation;

/// <summary>Small random trees and plans over few names, so that steps meet each other.</summary>
internal sealed class RandomPlans(Random random)
{
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Texts = ["", "x", "xx", "one\n", "two\n"];
    private static readonly string[] Modes = ["0600", "0644", "0700", "0755"];

    public string Path(int deepest = 3) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, deepest + 1)).Select(_ => One(Names)));

    public string Text() => One(Texts);

    public string Mode() => One(Modes);

    public bool Coin(double chance = 0.5) => random.NextDouble() < chance;

    public PlanStep Step() => random.Next(12) switch
    {
        0 => Some.Read(Path()),
        1 => Some.Query(Path()),
        2 or 3 => Some.Write(Path(), Text(), parents: Coin()),
        4 => Some.Create(Path()),
        5 => Some.Directory(Path()),
        6 => Some.Delete(Path(), recursive: Coin(0.7)),
        7 or 8 => Some.Move(Path(), Path(), overwrite: Coin()),
        9 => Some.Copy(Path(), Path(), overwrite: Coin()),
        10 => Some.Chmod(Path(), Mode()),
        _ => Some.Modify(Path(), "x", "yz", count: random.Next(1, 3)),
    };

    private string One(string[] choices) => choices[random.Next(choices.Length)];
}
