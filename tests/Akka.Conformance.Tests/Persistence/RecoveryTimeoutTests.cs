using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests.Persistence;

public sealed class RecoveryTimeoutTests() : ConformanceTest(Engine.ImpatientSetup)
{
    [Fact]
    public void Recovery_without_progress_should_fail_and_stop_the_actor()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = ActorOf(
            Stored.Props(
                $"p!gate:{gate}",
                a => a.OnRecoveryFailed = (e, _) => TestActor.Tell(e.GetType().Name)));
        Watch(actor);
        ExpectMsg(nameof(RecoveryTimedOutException), TimeSpan.FromSeconds(30));
        ExpectTerminated(actor);
        Engine.OpenGate(gate);
    }
}
