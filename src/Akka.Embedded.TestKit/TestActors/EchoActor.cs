using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Sends what it gets to the test actor and, if wished, back to the sender.</summary>
public class EchoActor : ReceiveActor
{
    /// <summary>An echo for a kit.</summary>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        ReceiveAny(message =>
        {
            var sender = Sender;
            var testActor = testkit.TestActor;
            if (echoBackToSenderAsWell && !testActor.Equals(sender))
                sender.Forward(message);
            testActor.Tell(message, Sender);
        });

    /// <summary>The recipe of an echo.</summary>
    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}
