using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Security;

/// <summary>What the security monitor says of the host.</summary>
[JsonConverter(typeof(SecurityStateConverter))]
public enum SecurityState
{
    /// <summary>There is no monitor.</summary>
    Unknown,

    /// <summary>All is well; OPERATIONAL is read as this.</summary>
    Secure,

    /// <summary>Some protection is missing.</summary>
    Degraded,

    /// <summary>An intrusion is known: nothing runs.</summary>
    Compromised,

    /// <summary>A person has locked the host: nothing runs.</summary>
    Lockdown,
}
