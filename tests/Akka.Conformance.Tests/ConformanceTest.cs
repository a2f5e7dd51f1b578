using Akka.Actor.Setup;

namespace Akka.Conformance.Tests;

/// <summary>
/// A test with a system of its own, which waits long for what it expects: on a busy machine the kit's three
/// seconds are not enough, and no case looks at the time it takes.
/// </summary>
public abstract class ConformanceTest : TestKit.Xunit2.TestKit
{
    protected ConformanceTest(ActorSystemSetup? setup = null)
        : base(setup ?? Engine.Plain)
    {
        // Akka's clock is started on the pool by its first user, and all who come meanwhile wait for that on
        // a thread each: many actors at once leave it none to start on. So the first user comes alone.
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => { });
    }

    /// <summary>Expects messages one after the other.</summary>
    protected void ExpectAll<T>(params T[] expected)
    {
        foreach (var message in expected)
            ExpectMsg(message);
    }
}
