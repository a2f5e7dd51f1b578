using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>What is left of a disk when the power goes.</summary>
/// <remarks>
/// Ordered (class A): the changes of names and attributes up to some call, and no later one. Else (classes B
/// and C): any of them. A change of two directories may happen in one alone, so that a file has both names or
/// none; a name that is given to another object may be lost. Only the changes to names of directories keep
/// their order, and are whole: a file system check knows one parent for each, and gives a name that a
/// directory has there to nothing else. Bytes: all, none, the first
/// part, or zeros.
/// </remarks>
internal sealed class PowerCut(Traits traits, Random dice)
{
    private const int OneInEight = 8;
    private double _likely;

    /// <summary>Brings the durable image to what a cut leaves.</summary>
    /// <returns>Whether all that other programs did has come through.</returns>
    public bool Apply(Image durable, IReadOnlyList<Pending> log)
    {
        _likely = dice.Next(4) switch { 0 => 0, 1 => 1, _ => dice.NextDouble() };
        var keptForeign = 0;
        foreach (var (pending, instead) in traits.IsOrdered ? Prefix(log) : Subset(durable, log))
        {
            if (TakesNameOfDirectory(durable, pending))
                continue;
            durable.Apply(instead ?? pending.Edit);
            keptForeign += pending.IsForeign && instead is null ? 1 : 0;
        }
        var data = log.Where(p => p.Edit is Edit.Data).GroupBy(p => ((Edit.Data)p.Edit).Node).ToList();
        var isWhole = true;
        foreach (var writes in data)
            isWhole &= Write(durable, [.. writes]);
        durable.Settle();
        isWhole &= data.SelectMany(writes => writes).Where(write => write.IsForeign)
            .All(write => durable.Has(((Edit.Data)write.Edit).Node)); // unflushed, and its last name is lost
        return keptForeign == log.Count(p => p.IsForeign && p.Edit is not Edit.Data) && isWhole;
    }

    private static bool TakesNameOfDirectory(Image durable, Pending pending) =>
        pending is { OfDirectory: false, Edit: Edit.Entry entry }
        && durable.Find(durable[entry.Directory], entry.Name)?.Kind is EntryKind.Directory;

    private List<(Pending Pending, Edit? Instead)> Prefix(IReadOnlyList<Pending> log)
    {
        var last = LastOf(log);
        return [.. log.Where(p => p.Edit is Edit.Make || p.Edit is not Edit.Data && p.Call <= last)
            .Select(p => (p, (Edit?)null))];
    }

    private List<(Pending Pending, Edit? Instead)> Subset(Image durable, IReadOnlyList<Pending> log)
    {
        var kept = new List<(Pending, Edit?)>();
        var lastOfDirectories = LastOf(log.Where(p => p.OfDirectory).ToList());
        foreach (var call in log.GroupBy(p => p.Call))
        {
            var entries = call.Select(p => p.Edit).OfType<Edit.Entry>().ToList();
            var isWhole = entries.Select(e => e.Directory).Distinct().Count() < 2;
            var isKept = call.First().OfDirectory ? call.Key <= lastOfDirectories : IsLucky();
            foreach (var pending in call)
            {
                if (pending.Edit is Edit.Make)
                    kept.Add((pending, null));
                else if (pending.Edit is Edit.Entry entry && !pending.OfDirectory && !isWhole)
                    KeepHalf(durable, entry, pending, kept);
                else if (pending.Edit is not Edit.Data && isKept)
                    kept.Add((pending, null));
            }
        }
        return kept;
    }

    private void KeepHalf(Image durable, Edit.Entry entry, Pending pending, List<(Pending, Edit?)> kept)
    {
        if (!IsLucky())
            return;
        var replaces = entry.Node is not null && durable[entry.Directory].Names.ContainsKey(entry.Name);
        kept.Add((pending, replaces && dice.Next(OneInEight) == 0 ? entry with { Node = null } : null));
    }

    private bool Write(Image durable, List<Pending> writes)
    {
        var arrived = writes.Where(write => !write.IsDoomed).ToList();
        var wanted = (Edit.Data)writes[^1].Edit;
        var got = arrived.Count == 0 ? null : (Edit.Data)arrived[^1].Edit;
        if (got is null || !IsLucky())
            return false;
        var bytes = dice.Next(OneInEight) switch
        {
            0 => got.Bytes[..dice.Next(got.Bytes.Length + 1)],
            1 => new byte[got.Bytes.Length],
            _ => got.Bytes,
        };
        durable.Apply(got with { Bytes = bytes });
        return ReferenceEquals(bytes, wanted.Bytes);
    }

    private int LastOf(IReadOnlyList<Pending> log)
    {
        var calls = log.Select(p => p.Call).Distinct().ToList();
        return _likely switch
        {
            0 => -1,
            1 => int.MaxValue,
            _ => calls.Count == 0 ? -1 : calls[dice.Next(calls.Count)],
        };
    }

    private bool IsLucky() => dice.NextDouble() < _likely;
}
