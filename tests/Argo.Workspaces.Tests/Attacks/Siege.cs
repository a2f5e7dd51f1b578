using System.Diagnostics;
using System.Globalization;
using Argo.Artifacts;
using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>One attack of the list against every verb in every phase.</summary>
/// <remarks>
/// Each case must end with a reason that names something, before the deadline; nothing outside may have
/// changed, what
/// the attacker put must be as it was put, and once it is taken away the undo must give the whole tree back.
/// </remarks>
internal sealed class Siege(int number, ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly List<string> _bad = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly long _start = Stopwatch.GetTimestamp();
    private Field? _field;
    private int _cases;
    private int _turn;

    /// <summary>The field is made by this; by default a plain one in memory.</summary>
    public Func<Field> MakeField { get; init; } = () => new Field();

    private static readonly FileSystemClass?[] OtherClasses =
        [FileSystemClass.LinkAndExchange, FileSystemClass.CopyAndRename];

    /// <summary>Plays a prank at a place against every verb, at every moment.</summary>
    /// <param name="prank">The prank.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="isHarmless">Which verbs may succeed at which moment, for they act on the name itself
    /// only.</param>
    public async Task BesiegeAsync(Prank prank, Place place, Func<Verb, Moment, bool> isHarmless)
    {
        if (prank.WhyNot is { } reason)
        {
            Count("all", "all", $"not played: {prank} {reason}");
            return;
        }
        foreach (var verb in Verb.All)
        {
            foreach (var moment in Enum.GetValues<Moment>())
            {
                foreach (var asClass in ClassesOfNext())
                {
                    if (WhyNot(verb, moment, place, prank, asClass) is { } why)
                        Count(verb.Name, PhaseOf(moment), $"not applicable: {why}");
                    else
                        await PlayAsync(prank, place, verb, moment, asClass, isHarmless(verb, moment));
                }
            }
        }
    }

    /// <summary>A case of another make; an empty answer is well, and counts as what it was to be.</summary>
    public async Task CheckAsync(
        string verb, string phase, string name, string how, Func<Field, List<string>> play)
    {
        _field ??= MakeField();
        List<string> bad;
        try
        {
            bad = await Task.Run(() => play(_field)).WaitAsync(Deadline);
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
        IEnumerable<Verb> verbs, string phase, string name, string how, Func<Field, Verb, List<string>> play)
    {
        foreach (var verb in verbs)
            await CheckAsync(verb.Name, phase, name, how, field => play(field, verb));
    }

    /// <summary>Says the figures, and fails where a case went wrong.</summary>
    public void Close(int atLeast)
    {
        var counts = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"rung 5, attack {number}: {_cases} cases, {_bad.Count} bad, "
            + $"{Stopwatch.GetElapsedTime(_start).TotalSeconds:F1} s; {counts}");
        Rung.Report(output, line);
        Rung.Report(output, Rung.Summary());
        Assert.True(_bad.Count == 0, $"{line}\n{string.Join("\n", _bad.Take(30))}");
        Assert.True(_cases >= atLeast, $"only {_cases} cases, {atLeast} were expected: {line}");
    }

    public void Dispose() => _field?.Dispose();

    private async Task PlayAsync(
        Prank prank, Place place, Verb verb, Moment moment, FileSystemClass? asClass, bool mayBeDone)
    {
        _field ??= MakeField();
        var field = _field;
        var path = place is Place.Above ? "top" : place is Place.Parent ? "box" : verb.Benign;
        var target = place is Place.Above ? $"top/{verb.Benign}" : verb.Benign;
        string? planted = null;
        var play = new Rehearsal(field, verb, moment, () => planted = field.Plant(prank, path), asClass);
        List<string> bad;
        try
        {
            bad = await Task.Run(() =>
                Play(field, play, prank, target, moment, () => planted, mayBeDone)).WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            bad = [$"HANG: no end within {Deadline}"];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            bad = [$"{error}"];
        }
        Count(verb.Name, PhaseOf(moment), play.Refusals.Count > 0 ? "refused" : HowDone(moment, mayBeDone));
        if (prank.TakesOver || prank.MovesOut)
            Renew();
        Note($"{number} {prank} at {place}, {verb}, {moment}, class {asClass?.ToString() ?? "A"}", bad);
    }

    private static List<string> Play(
        Field field, Rehearsal play, Prank prank, string target, Moment moment, Func<string?> planted,
            bool mayBeDone)
    {
        play.Play(target);
        var stuck = play.Recover();
        List<string> bad = [.. Judge(play, moment, mayBeDone, stuck), .. field.Escapes(),
            .. field.Harm(planted())];
        if (!field.Lift())
            return bad; // the undo went into what others had put there, as it had to
        bad.AddRange(play.Recover().Select(left => $"after the attack was over: {left}"));
        var left = play.End();
        bad.AddRange(moment is Moment.DryRun ? [] : left.Select(line => $"after the end: {line}"));
        bad.AddRange(field.Before.Diff(field.Capture()).Select(line => $"in the end: {line}"));
        if (prank.MovesOut)
            bad.RemoveAll(WentAlong); // what Argo made in it, and nobody can see any more
        bad.AddRange(field.Stages().Select(line => $"left in the vault: {line}"));
        bad.AddRange(field.Escapes());
        return bad.Count == 0 ? bad : [.. bad, .. stuck.Select(line => $"(undo: {line})"),
            .. play.Refusals.Select(line => $"(refusal: {line})")];
    }

    private static bool WentAlong(string line) =>
        line.Contains("box/first", StringComparison.Ordinal)
            || line.Contains("box/new", StringComparison.Ordinal);

    private static IEnumerable<string> Judge(
        Rehearsal play, Moment moment, bool mayBeDone, List<string> stuck)
    {
        if (!play.WasReached)
            yield return $"the moment never came: {string.Join("; ", play.Refusals)}";
        if (play.Refusals.Count == 0 && moment < Moment.Recovery && !mayBeDone)
            yield return "it was done, and nothing refused it";
        if (play.Refusals.Concat(stuck).Any(string.IsNullOrWhiteSpace))
            yield return "it was refused without a word";
        if (moment >= Moment.Recovery && play.Refusals.Count > 0)
            yield return $"refused before the attack: {play.Refusals[0]}";
    }

    private static string? WhyNot(
        Verb verb, Moment moment, Place place, Prank prank, FileSystemClass? asClass)
    {
        var isCall = moment is Moment.Call or Moment.UndoCall;
        if (verb.OnlyLooks && (isCall || moment is Moment.Recovery))
            return "it has no call of its own, and nothing to undo";
        var isStaged = moment is Moment.Between or Moment.Call
            || moment is Moment.Acting && place is Place.Final;
        if (verb.IsSource && isStaged)
            return "its bytes were taken at staging";
        if (asClass is FileSystemClass.CopyAndRename && isCall)
            return "class C's window is documented as open";
        return prank.Stays && verb.Makes && place is Place.Final ? "nothing is there to change" : null;
    }

    /// <summary>
    /// The disk's own class always; the others under soak, else one of them in every third case.
    /// </summary>
    private FileSystemClass?[] ClassesOfNext() =>
        Rung.IsSoak ? [null, .. OtherClasses] : ++_turn % 3 == 0 ? [null, OtherClasses[_turn / 3 % 2]]
            : [null];

    private static string PhaseOf(Moment moment) => moment switch
    {
        Moment.DryRun => "validation",
        Moment.Recovery or Moment.UndoCall => "recovery",
        _ => "execution",
    };

    private static string HowDone(Moment moment, bool mayBeDone) =>
        moment >= Moment.Recovery ? "undone or kept in conflict" : mayBeDone ? "harmless" : "done";

    private void Note(string name, List<string> bad)
    {
        if (bad.Count == 0)
            return;
        _bad.AddRange(bad.Select(line => $"{name}: {line}"));
        Renew(); // nobody knows what it is like now
    }

    private void Renew()
    {
        _field?.Dispose();
        _field = null;
    }

    private void Count(string verb, string phase, string how)
    {
        if (!how.StartsWith("not", StringComparison.Ordinal))
            _cases++;
        _counts[how] = _counts.GetValueOrDefault(how) + 1;
        Rung.Count(number, verb, phase, how.Split(':')[0]);
    }
}
