namespace Akka.Actor.Internal;

/// <summary>The children of a cell by name, and what waits until those that are stopping are gone.</summary>
/// <remarks>
/// Others look up children while the actor changes them, hence the lock; it is never held over foreign code.
/// </remarks>
internal sealed class ChildTable
{
    private static readonly ChildRestartStats[] None = [];

    private Dictionary<string, ChildRestartStats>? _byName;
    private int _stopping;
    private Reason _waitingFor;
    private Exception? _cause;

    /// <summary>What goes on when the last stopping child is gone.</summary>
    internal enum Reason
    {
        Nothing,
        Creation,
        Recreation,
        Termination,
    }

    internal bool IsAwaitingRestart => _waitingFor is Reason.Creation or Reason.Recreation;

    /// <summary>Adds a child under its name.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The parent is on its way out.</exception>
    internal void Add(LocalActorRef child, IActorRef parent)
    {
        lock (this)
        {
            if (_waitingFor == Reason.Termination || parent is LocalActorRef { Cell.IsTerminated: true })
                throw new InvalidOperationException(
                    $"Cannot create child '{child.Path.Name}' while {parent} is terminating or terminated.");
            _byName ??= [];
            if (!_byName.TryAdd(child.Path.Name, new ChildRestartStats(child)))
                throw new InvalidActorNameException($"Actor name \"{child.Path.Name}\" is not unique!");
        }
    }

    internal ChildRestartStats? Find(string name)
    {
        lock (this)
            return _byName?.GetValueOrDefault(name);
    }

    internal ChildRestartStats? Find(IActorRef child) =>
        Find(child.Path.Name) is { } found && ReferenceEquals(found.Child, child) ? found : null;

    /// <summary>Notes that a child was told to stop.</summary>
    internal void MarkStopping(IActorRef child)
    {
        lock (this)
        {
            if (Find(child) is not { IsStopping: false } own)
                return;
            own.IsStopping = true;
            _stopping++;
        }
    }

    internal ChildRestartStats[] All()
    {
        if (_byName is null)
            return None;
        lock (this)
            return _byName.Count == 0 ? None : [.. _byName.Values];
    }

    /// <summary>Waits for the children that are stopping; false when there are none.</summary>
    internal bool AwaitStopping(Reason reason, Exception? cause = null)
    {
        lock (this)
        {
            var waits = _stopping > 0;
            // From here on nobody may add a child to an actor that terminates, whether it waits or not.
            if (waits || reason == Reason.Termination)
                (_waitingFor, _cause) = (reason, cause);
            return waits;
        }
    }

    /// <summary>
    /// Removes a child that is gone; returns what to go on with, when that was the last one waited for.
    /// </summary>
    internal (Reason Reason, Exception? Cause) Remove(IActorRef child)
    {
        lock (this)
        {
            if (Find(child) is not { } gone)
                return default;
            _byName!.Remove(child.Path.Name);
            if (gone.IsStopping)
                _stopping--;
            if (_waitingFor == Reason.Nothing || _stopping > 0)
                return default;
            var result = (_waitingFor, _cause);
            if (_waitingFor != Reason.Termination)
                (_waitingFor, _cause) = (Reason.Nothing, null);
            return result;
        }
    }
}
