namespace Akka.TestKit;

/// <summary>A mute that can be ended.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Ends the mute.</summary>
    void Unmute();
}
