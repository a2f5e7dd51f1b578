namespace Akka.Actor;

/// <summary>Calling off what may not be there.</summary>
public static class CancelableExtensions
{
    /// <summary>Calls it off when there is something.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
