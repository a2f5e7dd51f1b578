using Akka.Actor.Internal;

namespace Akka.Dispatch;

/// <summary>
/// Runs an actor on the thread that tells it something; for tests that look inside an actor.
/// </summary>
internal sealed class CallingThreadDispatcher() : MessageDispatcher(Name, int.MaxValue)
{
    internal const string Name = "akka.test.calling-thread-dispatcher";

    internal override void Schedule(Mailbox mailbox) => mailbox.Execute();
}
