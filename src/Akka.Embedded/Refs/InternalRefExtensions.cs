namespace Akka.Actor.Internal;

internal static class InternalRefExtensions
{
    /// <summary>The engine's view of a reference, with proxies followed to what they stand for.</summary>
    internal static IInternalActorRef AsInternal(this IActorRef reference) => reference switch
    {
        IInternalActorRef own => own,
        IActorRefProxy proxy => proxy.Target.AsInternal(),
        _ => throw new ArgumentException(
            $"{reference.GetType()} is not a reference that this engine made.", nameof(reference)),
    };

    internal static void StopActor(this IActorRef reference) =>
        reference.AsInternal().SendSystem(new SystemMessage.Terminate());
}
