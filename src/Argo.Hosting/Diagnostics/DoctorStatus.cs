namespace Argo.Hosting.Diagnostics;

/// <summary>What the doctor thinks of one thing.</summary>
public enum DoctorStatus
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>Worth knowing; nothing needs to be done.</summary>
    Note,

    /// <summary>A person has to do something.</summary>
    Problem,
}
