namespace Akka.Actor.Internal;

/// <summary>What the root actor has for a parent: it learns of the end of the system.</summary>
internal sealed class RootParent(ActorSystemImpl system, TaskCompletionSource terminated, ActorPath path)
    : IInternalActorRef
{
    public ActorPath Path => path;

    public ActorSystemImpl System => system;

    public void Tell(object message, IActorRef? sender)
    {
    }

    public void SendSystem(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Failed failed:
                failed.Child.StopActor();
                break;
            case SystemMessage.DeathWatchNotification when !terminated.Task.IsCompleted:
                // Not on the root's thread: termination code may wait for things.
                ThreadPool.UnsafeQueueUserWorkItem(
                    static s => s.EndTermination(),
                    system,
                    preferLocal: false);
                break;
        }
    }
}
