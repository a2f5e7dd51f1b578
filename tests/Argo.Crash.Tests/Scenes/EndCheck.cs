namespace Argo.Crash.Tests.Scenes;

/// <summary>Whether what the program said at its end was so, and whether a recovery makes it whole.</summary>
internal static class EndCheck
{
    /// <summary>Looks at once, then recovers with nothing in the way, then looks again.</summary>
    /// <param name="scene">Where it happened.</param>
    /// <param name="end">What the program said.</param>
    /// <param name="relieve">Takes away what was in the way.</param>
    public static async Task<List<string>> FindLiesAsync(
        Scene scene, ProcessResult end, Action? relieve = null)
    {
        var lies = end.Exit switch
        {
            0 => Said(scene.DifferencesFromAfter(), "done"),
            1 or 6 => Said(scene.DifferencesFromBefore(), "as before"),
            3 or 4 => [], // it says that it does not know, or could not finish: the recovery has to
            _ => [$"no honest ending: {end}"],
        };
        relieve?.Invoke();
        var recovery = await scene.RecoverAsync();
        if (recovery.Exit != 0)
            lies.Add($"recover: {recovery}");
        lies.AddRange(await scene.FindLiesAsync(end.Exit == 0 ? "completed" : null));
        if (end.Exit is 1 or 6 && await scene.StateAsync() is "completed")
            lies.Add("it said failed, and it is completed");
        return lies;
    }

    private static List<string> Said(List<string> differences, string what) =>
        [.. differences.Select(difference => $"it said {what}: {difference}")];
}
