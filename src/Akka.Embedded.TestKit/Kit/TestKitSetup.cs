namespace Akka.TestKit;

/// <summary>
/// How long tests wait for what they expect, where they do not say; pass it in an <c>ActorSystemSetup</c>.
/// </summary>
/// <remarks>Akka.NET reads it from <c>akka.test</c> in its configuration.</remarks>
public sealed class TestKitSetup : Actor.Setup.Setup
{
    internal static readonly TestKitSetup Default =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));

    private TestKitSetup(TimeSpan defaultTimeout, TimeSpan singleExpect, TimeSpan filterLeeway)
    {
        DefaultTimeout = defaultTimeout;
        SingleExpectDefault = singleExpect;
        TestEventFilterLeeway = filterLeeway;
    }

    internal TimeSpan DefaultTimeout { get; }

    internal TimeSpan SingleExpectDefault { get; }

    internal TimeSpan TestEventFilterLeeway { get; }

    /// <summary>One deadline for a message, a log event and the end of the system.</summary>
    public static TestKitSetup WithDeadline(TimeSpan deadline) => new(deadline, deadline, deadline);
}
