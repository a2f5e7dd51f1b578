namespace Akka.Actor.Internal;

/// <summary>
/// Runs the asynchronous parts of one actor as the actor: each continuation is a system message.
/// </summary>
/// <remarks>
/// While a handler awaits, the mailbox is suspended; so sender and message stay those of the handler.
/// </remarks>
internal sealed class ActorTaskScheduler(ActorCell cell) : TaskScheduler
{
    private bool _isStarting;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>
    /// Runs an asynchronous handler now; the mailbox waits for it when it does not end at once.
    /// </summary>
    internal static void RunHandler<T>(Func<T, Task> handler, T message) => RunTask(() => handler(message));

    /// <summary>
    /// Begins asynchronous work now; the mailbox waits for it when it does not end at once.
    /// </summary>
    internal static void RunTask(Func<Task> action)
    {
        var cell = CurrentCell();
        cell.AwaitTask(Start(cell, action));
    }

    internal void Execute(Task task) => TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => cell.Self.SendSystem(new SystemMessage.RunTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        _isStarting
        && !taskWasPreviouslyQueued
        && ReferenceEquals(ActorCell.Current, cell)
        && StartInline(task);

    /// <summary>
    /// Only the start of a handler runs inline: a continuation might else run amid something else's turn.
    /// </summary>
    private bool StartInline(Task task)
    {
        _isStarting = false;
        return TryExecuteTask(task);
    }

    private static ActorCell CurrentCell() =>
        ActorCell.Current
        ?? throw new InvalidOperationException(
            "Asynchronous work of an actor can only be started by the actor itself.");

    private static Task Start(ActorCell cell, Func<Task> action)
    {
        var outer = new Task<Task>(action);
        cell.TaskScheduler._isStarting = true;
        outer.RunSynchronously(cell.TaskScheduler);
        return outer.GetAwaiter().GetResult() ?? Task.CompletedTask;
    }
}
