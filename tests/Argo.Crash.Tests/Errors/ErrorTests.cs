using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.Errors;

/// <summary>Rung 3: the Nth call of a kind answers with an error, once or from then on.</summary>
public sealed class ErrorTests(ITestOutputHelper output)
{
    [StraceFact]
    public async Task An_error_at_any_call_should_end_truthfully_with_the_tree_before_or_after()
    {
        var cases = new CaseRunner(output, "rung 3, errors");
        var some = Samples.Draw(ErrorCase.All(), 200, 24); // a small sample takes one of each call of these
        some = Samples.OfEachKind(some, one => one.IsShortWrite ? "short write" : one.Call);
        await cases.ForEachAsync(some, one => FindLiesAsync(one, cases));
        cases.Close(Math.Min(some.Count, 24));
    }

    private static async Task<List<string>> FindLiesAsync(ErrorCase one, CaseRunner cases)
    {
        using var scene = await Scene.MakeAsync();
        var fault = Fault.Answer(one.Call, one.Answer, one.When, scene.Paper("strace"), PathsOf(one, scene));
        var end = await scene.ExecuteAsync(fault);
        var wasMet = File.ReadLines(scene.Paper("strace")).Any(line =>
            line.Contains("(INJECTED)", StringComparison.Ordinal));
        cases.Count($"exit {end.Exit}");
        cases.Count(wasMet ? "injected" : "not reached");
        var lies = await EndCheck.FindLiesAsync(scene, end);
        if (!wasMet && end.Exit != 0)
            lies.Add($"nothing went wrong, and yet: {end}");
        return [.. lies.Select(lie => $"{lie} [{end}]")];
    }

    private static string[] PathsOf(ErrorCase one, Scene scene) => one.IsShortWrite
        ? [.. Enumerable.Range(0, 20).Select(number =>
            $"{scene.Workspace}/.argo/x/{Scene.Execution}/{number}")]
        : [];
}
