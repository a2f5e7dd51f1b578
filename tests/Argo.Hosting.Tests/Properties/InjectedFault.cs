namespace Argo.Hosting.Tests.Properties;

/// <summary>What goes wrong in an execution: at one random point of it, or from there on.</summary>
internal enum InjectedFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One call of the disk fails.</summary>
    Failure,

    /// <summary>Every call of one kind fails from there on.</summary>
    Failing,

    /// <summary>A person cancels.</summary>
    Cancel,

    /// <summary>Security escalates.</summary>
    Escalation,

    /// <summary>The host dies: nothing that it does from there on takes place.</summary>
    Crash,
}
