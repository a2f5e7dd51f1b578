namespace Argo.Actors.Execution;

/// <summary>Something that a gate must know, or why it could not be found out.</summary>
/// <param name="Value">What was found; meaningless where there is a fault.</param>
/// <param name="Fault">Why it could not be found out, without a full stop; null when it was.</param>
/// <remarks>
/// Keys, stores, disks and monitors fail. Their exceptions become facts here, so that a gate refuses with its
/// own sentence, instead of ending the gatekeeper as if the process had died.
/// </remarks>
internal readonly record struct Observed<T>(T Value, string? Fault = null)
{
    public static implicit operator Observed<T>(T value) => new(value);
}
