namespace Akka.TestKit;

/// <summary>How long tests wait.</summary>
public sealed class TestKitSettings
{
    internal TestKitSettings()
    {
    }

    /// <summary>For the end of the system and the like; 5 s.</summary>
    public TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>For an expected message; 3 s.</summary>
    public TimeSpan SingleExpectDefault { get; } = TimeSpan.FromSeconds(3);

    /// <summary>For the absence of a message; 3 s.</summary>
    public TimeSpan ExpectNoMessageDefault { get; } = TimeSpan.FromSeconds(3);

    /// <summary>For expected log events; 3 s.</summary>
    public TimeSpan TestEventFilterLeeway { get; } = TimeSpan.FromSeconds(3);

    /// <summary>What durations are multiplied with; 1.</summary>
    public double TestTimeFactor { get; } = 1.0;
}
