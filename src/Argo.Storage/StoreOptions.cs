namespace Argo.Storage;

/// <summary>Where the store is and how it behaves under load.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// The database file, usually <c>argo.db</c> in the data directory. Missing, it is made with mode 0600,
    /// its directory with mode 0700; what exists keeps its mode.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// Locks the file for this process alone and does without the shared-memory file, which a full disk can
    /// kill on some file systems (btrfs). Other processes are then refused. Default: false.
    /// </summary>
    public bool Exclusive { get; init; }

    /// <summary>
    /// How long to wait for another process's write to end. Default: 30 s; rounded up to whole seconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many writes may wait for the writer before callers are held back. Default: 4096.
    /// </summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>
    /// How many connections read at the same time; not used with <see cref="Exclusive"/>. Default: 4.
    /// </summary>
    public int Readers { get; init; } = 4;

    /// <summary>The clock behind every stored time. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal StoreOptions Validated()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Readers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero);
        return this with { Path = System.IO.Path.GetFullPath(Path) };
    }
}
