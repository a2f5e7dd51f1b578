namespace Argo.Storage;

/// <summary>The store could not do what was asked. The message names the database and the remedy.</summary>
/// <remarks>
/// Unless the message says that the outcome is unknown, nothing of the failed call was written. The journal
/// has one exception of its own for a taken sequence number, which the actor engine knows.
/// </remarks>
public sealed class StoreException : Exception
{
    /// <summary>Says what happened in one sentence and what to do in the next.</summary>
    public StoreException(StoreFault fault, string message, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
    }

    /// <summary>The kind of trouble.</summary>
    public StoreFault Fault { get; }
}
