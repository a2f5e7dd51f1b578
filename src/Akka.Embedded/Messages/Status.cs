namespace Akka.Actor;

/// <summary>A general answer: it worked, or it failed and why.</summary>
public abstract class Status
{
    /// <summary>The request was done.</summary>
    public sealed class Success(object? status) : Status
    {
        /// <summary>An answer without a value.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The value of the answer.</summary>
        public readonly object? Status = status;

        /// <inheritdoc/>
        public override string ToString() => $"Success: {Status ?? "null"}";
    }

    /// <summary>The request failed.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why it failed.</summary>
        public readonly Exception Cause;

        /// <summary>Whatever the sender found useful to add.</summary>
        public readonly object? State;

        /// <summary>A failure and its cause.</summary>
        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        /// <summary>A failure, its cause and something about it.</summary>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc/>
        public override string ToString() => $"Failure: {Cause}";
    }
}
