namespace Akka.TestKit;

/// <summary>How long tests wait.</summary>
public sealed class TestKitSettings
{
    /// <param name="deadline">For all that is expected; null leaves the defaults.</param>
    internal TestKitSettings(TimeSpan? deadline = null)
    {
        DefaultTimeout = deadline ?? TimeSpan.FromSeconds(5);
        SingleExpectDefault = deadline ?? TimeSpan.FromSeconds(3);
        TestEventFilterLeeway = deadline ?? TimeSpan.FromSeconds(3);
    }

    /// <summary>For the end of the system and the like; 5 s unless set up.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>For an expected message; 3 s unless set up.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>For the absence of a message; 3 s.</summary>
    public TimeSpan ExpectNoMessageDefault { get; } = TimeSpan.FromSeconds(3);

    /// <summary>For expected log events; 3 s unless set up.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>What durations are multiplied with; 1.</summary>
    public double TestTimeFactor { get; } = 1.0;
}
