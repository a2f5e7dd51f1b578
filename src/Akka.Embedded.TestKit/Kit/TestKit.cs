using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of a test class with an actor system of its own, shut down after each test.</summary>
public class TestKit : TestKitBase, IDisposable
{
    /// <summary>Where xUnit shows the log of the test.</summary>
    protected readonly ITestOutputHelper? Output;

    private bool _disposed;

    /// <summary>With a system of one's own, or a new one with the defaults.</summary>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output;
        ShowLog(output);
    }

    /// <summary>With a new system of that setup.</summary>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        ShowLog(output);
    }

    /// <summary>Tells xUnit.</summary>
    protected static XunitAssertions Assertions { get; } = new();

    /// <summary>Shuts the system down.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called after the test, before the system is disposed: shuts it down.</summary>
    protected virtual void AfterAll() => Shutdown();

    /// <summary>Shuts the system down, once.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing)
            return;
        _disposed = true;
        AfterAll();
        ReleaseThread();
    }

    private void ShowLog(ITestOutputHelper? output)
    {
        if (output is not null && Sys is ActorSystemImpl system)
            system.LogSink.Mirror = entry => WriteLine(output, entry);
    }

    private static void WriteLine(ITestOutputHelper output, LogEvent entry)
    {
        try
        {
            output.WriteLine(entry.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test is over; its output takes no more.
        }
    }
}
