using Argo.Actors.Observation;

namespace Argo.Hosting.Security;

/// <summary>What was read of the host's security, and what is said of it.</summary>
/// <param name="Reading">The states.</param>
/// <param name="Reason">Why, in words; empty where nothing is said.</param>
internal sealed record SecurityNotice(SecurityReading Reading, string Reason)
{
    public static readonly SecurityNotice Nothing = new(SecurityReading.Unknown, "");

    /// <summary>
    /// Both together: the worse states, with the reason of whoever says the worse of the host.
    /// </summary>
    public SecurityNotice And(SecurityNotice other) => new(
        Reading.Worse(other.Reading),
        other.Reading.SecurityState > Reading.SecurityState ? other.Reason : Reason);
}
