using Akka.Actor;

namespace Akka.Persistence;

/// <summary>The journal or the snapshot store did not go on in time.</summary>
public sealed class RecoveryTimedOutException : AkkaException
{
    /// <summary>Says what was waited for.</summary>
    public RecoveryTimedOutException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
