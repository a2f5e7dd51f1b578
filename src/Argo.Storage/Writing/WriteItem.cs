using Argo.Storage.Sql;

namespace Argo.Storage.Writing;

/// <summary>One caller's write: runs inside a shared transaction, answers only after its commit.</summary>
internal abstract class WriteItem
{
    /// <summary>Does the work; keeps its outcome until <see cref="Complete"/>.</summary>
    public abstract void Run(SqlSession session);

    /// <summary>The item's own work failed; the others go on.</summary>
    public abstract void Reject(Exception error);

    /// <summary>
    /// The transaction is durable: tells the caller what <see cref="Run"/> or <see cref="Reject"/> kept.
    /// </summary>
    public abstract void Complete();

    /// <summary>The transaction failed, and so does every item in it, whatever its own outcome was.</summary>
    public abstract void Fail(Exception error);
}

/// <inheritdoc cref="WriteItem"/>
internal sealed class WriteItem<T>(Func<SqlSession, T> work) : WriteItem
{
    // Continuations must not run on the writer's thread: it has the next group to commit.
    private readonly TaskCompletionSource<T> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _error;
    private T _result = default!;

    public Task<T> Answer => _answer.Task;

    public override void Run(SqlSession session) => _result = work(session);

    public override void Reject(Exception error) => _error = error;

    public override void Complete()
    {
        if (_error is null)
            _answer.SetResult(_result);
        else
            _answer.SetException(_error);
    }

    public override void Fail(Exception error) => _answer.SetException(error);
}
