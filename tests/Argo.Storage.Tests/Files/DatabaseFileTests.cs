using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Files;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")] // modes are asserted
public sealed class DatabaseFileTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [Fact]
    public async Task A_new_store_should_be_private()
    {
        await _temp.Open().AppendAsync([Some.Event("a", 1)]);
        var (file, directory) =
            (UnixFileMode.UserRead | UnixFileMode.UserWrite, Path.GetDirectoryName(_temp.File)!);
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(file, File.GetUnixFileMode(_temp.File));
        Assert.Equal(file, File.GetUnixFileMode(_temp.File + "-wal"));
        Assert.Equal(file, File.GetUnixFileMode(_temp.File + "-shm"));
    }

    [Fact]
    public void An_existing_directory_should_keep_its_mode()
    {
        const UnixFileMode mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        Directory.CreateDirectory(Path.GetDirectoryName(_temp.File)!);
        File.SetUnixFileMode(Path.GetDirectoryName(_temp.File)!, mode);
        _temp.Open();
        Assert.Equal(mode, File.GetUnixFileMode(Path.GetDirectoryName(_temp.File)!));
    }

    [Fact]
    public async Task Every_commit_should_be_flushed_to_a_write_ahead_log()
    {
        var store = _temp.Open();
        object?[] settings = await store.Writer.SubmitAsync(session => new[]
        {
            session.Scalar("PRAGMA journal_mode"), session.Scalar("PRAGMA synchronous"),
        });
        Assert.Equal(["wal", 2L], settings); // 2 is FULL
    }

    [Theory]
    [InlineData(0, 100)] // the header
    [InlineData(0, 4096)]
    [InlineData(16, 2)] // the page size
    public async Task A_damaged_header_should_be_reported_and_the_file_left_as_it_is(int offset, int count)
    {
        await FilledAsync();
        await _temp.CloseAsync();
        Damage(offset, count);
        await AssertCorruptAsync();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    [InlineData(4096)]
    public async Task A_truncated_file_should_be_reported_and_left_as_it_is(int length)
    {
        await FilledAsync();
        await _temp.CloseAsync();
        using (var file = new FileStream(_temp.File, FileMode.Open))
            file.SetLength(length);
        await AssertCorruptAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_database_should_be_reported_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_temp.File)!);
        await File.WriteAllTextAsync(_temp.File, string.Join('\n', Enumerable.Repeat("my own notes", 1000)));
        await AssertCorruptAsync();
    }

    [Fact]
    public async Task Damage_inside_should_be_found_by_the_check_and_reported_by_reads()
    {
        var store = await FilledAsync();
        Assert.Empty(_temp.FindDamage());
        await _temp.CloseAsync();
        var page =
            (long)Assert.Single(_temp.Rows("SELECT rootpage FROM sqlite_master WHERE name = 'journal'"))[0];
        Damage((int)(page - 1) * 4096, 4096);

        store = _temp.Open();
        Assert.NotEmpty(_temp.FindDamage());
        var error = await Assert.ThrowsAsync<StoreException>(() => store.ReplayAsync("a"));
        Assert.Equal(StoreFault.Corrupt, error.Fault);
        error =
            await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync([Some.Event("b", 1)]));
        Assert.Equal(StoreFault.Corrupt, error.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_without_its_database_should_not_be_thrown_away(bool keepEmptyFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_temp.File)!);
        await File.WriteAllBytesAsync(_temp.File + "-wal", new byte[5000]);
        if (keepEmptyFile)
            await File.WriteAllBytesAsync(_temp.File, []);

        var error = Assert.Throws<StoreException>(() => _temp.Open());

        Assert.Equal(StoreFault.Corrupt, error.Fault);
        Assert.Contains("-wal", error.Message, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(_temp.File + "-wal").Length);
    }

    [Fact]
    public void A_directory_in_the_files_place_should_be_reported()
    {
        Directory.CreateDirectory(_temp.File);
        AssertNotReachable();
    }

    [Fact]
    public void A_file_in_the_directorys_place_should_be_reported()
    {
        File.WriteAllText(Path.GetDirectoryName(_temp.File)!, "");
        AssertNotReachable();
    }

    [NotAsRootFact]
    public void A_read_only_directory_should_be_reported()
    {
        var directory = Directory.CreateDirectory(Path.GetDirectoryName(_temp.File)!);
        directory.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        try
        {
            AssertNotReachable();
        }
        finally
        {
            directory.UnixFileMode |= UnixFileMode.UserWrite;
        }
    }

    [NotAsRootFact]
    public async Task A_read_only_file_should_be_reported()
    {
        await FilledAsync();
        await _temp.CloseAsync();
        File.SetUnixFileMode(_temp.File, UnixFileMode.UserRead);
        AssertNotReachable();
    }

    [Fact]
    public async Task An_exclusive_store_should_serve_its_process_and_refuse_others()
    {
        var store = _temp.Open(options => options with { Exclusive = true });
        await store.AppendAsync(Some.Events("a", 1, 3));
        Assert.Equal(3, (await store.ReplayAsync("a")).Count);
        Assert.False(File.Exists(_temp.File + "-shm"));

        var error = Assert.Throws<StoreException>(
            () => _temp.Open(options => options with { BusyTimeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains("locked by another process", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await (await _temp.ReopenAsync()).ReplayAsync("a")).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_path_should_be_refused(string path) =>
        Assert.Throws<ArgumentException>(() => ArgoStore.OpenSqlite(new StoreOptions { Path = path }));

    private async Task<ArgoStore> FilledAsync()
    {
        var store = _temp.Open();
        await store.AppendAsync(Some.Events("a", 1, 200));
        return store;
    }

    private void Damage(int offset, int count)
    {
        using var file = new FileStream(_temp.File, FileMode.Open) { Position = offset };
        file.Write([.. Enumerable.Repeat((byte)0xa5, count)]);
    }

    private async Task AssertCorruptAsync()
    {
        await _temp.CloseAsync();
        var before = await File.ReadAllBytesAsync(_temp.File);
        var error = Assert.Throws<StoreException>(() => _temp.Open());
        Assert.Equal(StoreFault.Corrupt, error.Fault);
        Assert.Contains(_temp.File, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_temp.File));
    }

    private void AssertNotReachable()
    {
        var error = Assert.Throws<StoreException>(() => _temp.Open());
        Assert.Equal(StoreFault.NotReachable, error.Fault);
        Assert.Contains(_temp.File, error.Message, StringComparison.Ordinal);
    }
}
