using System.Diagnostics;
using System.Globalization;
using Argo.Artifacts.Files;
using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>One attack of the list against every verb in every phase.</summary>
/// <remarks>
/// Each case must end with a reason that names something, before the deadline; nothing outside may have
/// changed, what
/// the attacker put must be as it was put, and once it is taken away the undo must give the whole tree back.
/// </remarks>
internal sealed class AttackMatrix(int number, ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly List<string> _bad = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly long _start = Stopwatch.GetTimestamp();
    private AttackedTree? _tree;
    private int _cases;
    private int _turn;

    /// <summary>The field is made by this; by default a plain one in memory.</summary>
    public Func<AttackedTree> MakeField { get; init; } = () => new AttackedTree();

    private static readonly FileSystemClass?[] OtherClasses =
        [FileSystemClass.LinkAndExchange, FileSystemClass.CopyAndRename];

    /// <summary>Plays a prank at a place against every verb, at every moment.</summary>
    /// <param name="hostile">The prank.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="isHarmless">Which verbs may succeed at which moment, for they act on the name itself
    /// only.</param>
    public async Task BesiegeAsync(
        HostileObject hostile, AttackPosition position, Func<AttackedStep, AttackPhase, bool> isHarmless)
    {
        if (hostile.WhyNot is { } reason)
        {
            Count("all", "all", $"not played: {hostile} {reason}");
            return;
        }
        foreach (var step in AttackedStep.All)
        {
            foreach (var phase in Enum.GetValues<AttackPhase>())
            {
                foreach (var asClass in ClassesOfNext())
                {
                    if (WhyNot(step, phase, position, hostile, asClass) is { } why)
                        Count(step.Name, PhaseOf(phase), $"not applicable: {why}");
                    else
                        await PlayAsync(hostile, position, step, phase, asClass, isHarmless(step, phase));
                }
            }
        }
    }

    /// <summary>A case of another make; an empty answer is well, and counts as what it was to be.</summary>
    public async Task CheckAsync(
        string verb, string phase, string name, string how, Func<AttackedTree, List<string>> play)
    {
        _tree ??= MakeField();
        List<string> bad;
        try
        {
            bad = await Task.Run(() => play(_tree)).WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            bad = [$"HANG: no end within {Deadline}"];
        }
        catch (Exception error) when (error is not WorkspaceException)
        {
            bad = [$"{error}"];
        }
        Count(verb, phase, bad.Count == 0 ? how : "bad");
        Note($"{number} {name}, {verb}", bad);
    }

    /// <summary>The same case of another make for each of these verbs.</summary>
    public async Task CheckEachAsync(
        IEnumerable<AttackedStep> steps, string phase, string name, string how,
        Func<AttackedTree, AttackedStep, List<string>> play)
    {
        foreach (var step in steps)
            await CheckAsync(step.Name, phase, name, how, tree => play(tree, step));
    }

    /// <summary>Says the figures, and fails where a case went wrong.</summary>
    public void Close(int atLeast)
    {
        var counts = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"rung 5, attack {number}: {_cases} cases, {_bad.Count} bad, "
            + $"{Stopwatch.GetElapsedTime(_start).TotalSeconds:F1} s; {counts}");
        AttackReport.Report(output, line);
        AttackReport.Report(output, AttackReport.Summary());
        Assert.True(_bad.Count == 0, $"{line}\n{string.Join("\n", _bad.Take(30))}");
        Assert.True(_cases >= atLeast, $"only {_cases} cases, {atLeast} were expected: {line}");
    }

    public void Dispose() => _tree?.Dispose();

    private async Task PlayAsync(
        HostileObject hostile, AttackPosition position, AttackedStep step, AttackPhase phase,
        FileSystemClass? asClass, bool mayBeDone)
    {
        _tree ??= MakeField();
        var tree = _tree;
        var path = position is AttackPosition.Above ? "top" : position is AttackPosition.Parent ? "box"
            : step.Benign;
        var target = position is AttackPosition.Above ? $"top/{step.Benign}" : step.Benign;
        string? planted = null;
        var play = new AttackedRun(tree, step, phase, () => planted = tree.Plant(hostile, path), asClass);
        List<string> bad;
        try
        {
            bad = await Task.Run(() =>
                Play(tree, play, hostile, target, phase, () => planted, mayBeDone)).WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            bad = [$"HANG: no end within {Deadline}"];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            bad = [$"{error}"];
        }
        Count(step.Name, PhaseOf(phase), play.Refusals.Count > 0 ? "refused" : HowDone(phase, mayBeDone));
        if (hostile.TakesOver || hostile.MovesOut)
            Renew();
        Note($"{number} {hostile} at {position}, {step}, {phase}, class {asClass?.ToString() ?? "A"}", bad);
    }

    private static List<string> Play(
        AttackedTree tree, AttackedRun play, HostileObject hostile, string target, AttackPhase phase,
        Func<string?> planted,
            bool mayBeDone)
    {
        play.Play(target);
        var stuck = play.Recover();
        List<string> bad = [.. Judge(play, phase, mayBeDone, stuck), .. tree.Escapes(),
            .. tree.Harm(planted())];
        if (!tree.Lift())
            return bad; // the undo went into what others had put there, as it had to
        bad.AddRange(play.Recover().Select(left => $"after the attack was over: {left}"));
        var left = play.End();
        bad.AddRange(phase is AttackPhase.DryRun ? [] : left.Select(line => $"after the end: {line}"));
        bad.AddRange(tree.Before.Diff(tree.Capture()).Select(line => $"in the end: {line}"));
        if (hostile.MovesOut)
            bad.RemoveAll(WentAlong); // what Argo made in it, and nobody can see any more
        bad.AddRange(tree.Stages().Select(line => $"left in the vault: {line}"));
        bad.AddRange(tree.Escapes());
        return bad.Count == 0 ? bad : [.. bad, .. stuck.Select(line => $"(undo: {line})"),
            .. play.Refusals.Select(line => $"(refusal: {line})")];
    }

    private static bool WentAlong(string line) =>
        line.Contains("box/first", StringComparison.Ordinal)
            || line.Contains("box/new", StringComparison.Ordinal);

    private static IEnumerable<string> Judge(
        AttackedRun play, AttackPhase phase, bool mayBeDone, List<string> stuck)
    {
        if (!play.WasReached)
            yield return $"the moment never came: {string.Join("; ", play.Refusals)}";
        if (play.Refusals.Count == 0 && phase < AttackPhase.Recovery && !mayBeDone)
            yield return "it was done, and nothing refused it";
        if (play.Refusals.Concat(stuck).Any(string.IsNullOrWhiteSpace))
            yield return "it was refused without a word";
        if (phase >= AttackPhase.Recovery && play.Refusals.Count > 0)
            yield return $"refused before the attack: {play.Refusals[0]}";
    }

    private static string? WhyNot(
        AttackedStep step, AttackPhase phase, AttackPosition position, HostileObject hostile,
        FileSystemClass? asClass)
    {
        var isCall = phase is AttackPhase.Call or AttackPhase.UndoCall;
        if (step.OnlyLooks && (isCall || phase is AttackPhase.Recovery))
            return "it has no call of its own, and nothing to undo";
        var isStaged = phase is AttackPhase.Between or AttackPhase.Call
            || phase is AttackPhase.Acting && position is AttackPosition.Final;
        if (step.IsSource && isStaged)
            return "its bytes were taken at staging";
        if (asClass is FileSystemClass.CopyAndRename && isCall)
            return "class C's window is documented as open";
        return hostile.Stays && step.Makes && position is AttackPosition.Final ? "nothing is there to change"
            : null;
    }

    /// <summary>
    /// The disk's own class always; the others under soak, else one of them in every third case.
    /// </summary>
    private FileSystemClass?[] ClassesOfNext() =>
        AttackReport.IsSoak ? [null, .. OtherClasses] : ++_turn % 3 == 0 ? [null, OtherClasses[_turn / 3 % 2]]
            : [null];

    private static string PhaseOf(AttackPhase phase) => phase switch
    {
        AttackPhase.DryRun => "validation",
        AttackPhase.Recovery or AttackPhase.UndoCall => "recovery",
        _ => "execution",
    };

    private static string HowDone(AttackPhase phase, bool mayBeDone) =>
        phase >= AttackPhase.Recovery ? "undone or kept in conflict" : mayBeDone ? "harmless" : "done";

    private void Note(string name, List<string> bad)
    {
        if (bad.Count == 0)
            return;
        _bad.AddRange(bad.Select(line => $"{name}: {line}"));
        Renew(); // nobody knows what it is like now
    }

    private void Renew()
    {
        _tree?.Dispose();
        _tree = null;
    }

    private void Count(string verb, string phase, string how)
    {
        if (!how.StartsWith("not", StringComparison.Ordinal))
            _cases++;
        _counts[how] = _counts.GetValueOrDefault(how) + 1;
        AttackReport.Count(number, verb, phase, how.Split(':')[0]);
    }
}
