using System.Buffers.Binary;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>
/// What a block device was told, in order: the format of Linux's dm-log-writes, as qemu writes it.
/// </summary>
internal sealed class BlockLog : IDisposable
{
    private const int Sector = 512;
    private const ulong Magic = 0x6a736677736872;

    private readonly FileStream _log;
    private readonly List<Entry> _entries = [];

    public BlockLog(string path)
    {
        _log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        var at = (long)Sector;
        for (var left = CountAt(path); left > 0; left--)
        {
            var entry = ReadEntry(at);
            _entries.Add(entry);
            at = entry.DataAt + (entry.IsDiscard ? 0 : entry.Length);
        }
    }

    /// <summary>How many entries the log at a path has by now.</summary>
    public static int CountAt(string path)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[24];
        log.ReadExactly(head);
        return BinaryPrimitives.ReadUInt64LittleEndian(head) == Magic
            ? (int)BinaryPrimitives.ReadUInt64LittleEndian(head[16..])
            : throw new InvalidDataException($"{path} is no block log");
    }

    /// <summary>How many of the first entries are durable when only that many have happened.</summary>
    public int DurableOf(int count)
    {
        while (count > 0 && !_entries[count - 1].IsFlush)
            count--;
        return count;
    }

    /// <summary>Applies a range of entries to an image, but those that a choice leaves out.</summary>
    public void Apply(FileStream image, int from, int to, Func<int, bool>? isKept = null)
    {
        for (var number = from; number < to; number++)
        {
            var entry = _entries[number];
            if (entry.Length > 0 && !entry.IsDiscard && (isKept is null || isKept(number)))
                Apply(image, entry);
        }
    }

    public void Dispose() => _log.Dispose();

    private void Apply(FileStream image, Entry entry)
    {
        var bytes = new byte[Math.Min(entry.Length, 1 << 20)];
        for (long done = 0; done < entry.Length; done += bytes.Length)
        {
            var part = bytes.AsSpan(0, (int)Math.Min(bytes.Length, entry.Length - done));
            _log.Position = entry.DataAt + done;
            _log.ReadExactly(part);
            image.Position = entry.Offset + done;
            image.Write(part);
        }
    }

    private Entry ReadEntry(long at)
    {
        Span<byte> head = stackalloc byte[24];
        _log.Position = at;
        _log.ReadExactly(head);
        return new Entry(
            (long)BinaryPrimitives.ReadUInt64LittleEndian(head) * Sector,
            (long)BinaryPrimitives.ReadUInt64LittleEndian(head[8..]) * Sector,
            BinaryPrimitives.ReadUInt64LittleEndian(head[16..]),
            at + Sector);
    }

    private readonly record struct Entry(long Offset, long Length, ulong Flags, long DataAt)
    {
        public bool IsFlush => (Flags & 1) != 0;

        public bool IsDiscard => (Flags & 4) != 0;
    }
}
