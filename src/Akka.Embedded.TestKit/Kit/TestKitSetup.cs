namespace Akka.TestKit;

/// <summary>
/// How long tests wait for what they expect, where they do not say; pass it in an <c>ActorSystemSetup</c>.
/// </summary>
/// <remarks>Akka.NET reads it from <c>akka.test</c> in its configuration.</remarks>
public sealed class TestKitSetup : Actor.Setup.Setup
{
    private TestKitSetup(TimeSpan deadline) => Deadline = deadline;

    internal TimeSpan Deadline { get; }

    /// <summary>One deadline for a message, a log event and the end of the system.</summary>
    public static TestKitSetup WithDeadline(TimeSpan deadline) => new(deadline);
}
