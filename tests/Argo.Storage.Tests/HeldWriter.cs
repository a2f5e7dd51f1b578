namespace Argo.Storage.Tests;

/// <summary>Keeps a store's writer inside an item, so that a test can queue others behind it.</summary>
internal sealed class HeldWriter : IAsyncDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly Task _holding;

    private HeldWriter(ArgoStore store, TaskCompletionSource entered) =>
        _holding = store.Writer.SubmitAsync(_ =>
    {
        entered.SetResult();
        return _release.Wait(Some.Deadline) ? 0 : throw new TimeoutException("nobody released the writer");
    });

    public static async Task<HeldWriter> HoldAsync(ArgoStore store)
    {
        var entered = new TaskCompletionSource();
        var held = new HeldWriter(store, entered);
        await entered.Task.WaitAsync(Some.Deadline);
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        _release.Set();
        await _holding;
        _release.Dispose();
    }
}
