namespace Akka.Actor;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    /// <summary>True when it was called off.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Tells when it is called off.</summary>
    CancellationToken Token { get; }

    /// <summary>Calls it off.</summary>
    void Cancel();

    /// <summary>Calls it off, and says whether the first exception of a callback ends the rest.</summary>
    void Cancel(bool throwOnFirstException);

    /// <summary>Calls it off after a while.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Calls it off after a while, in milliseconds.</summary>
    void CancelAfter(int millisecondsDelay);
}
