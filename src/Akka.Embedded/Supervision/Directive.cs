namespace Akka.Actor;

/// <summary>What a supervisor does about a child that failed.</summary>
public enum Directive
{
    /// <summary>Goes on with the same instance; only the message that failed is lost.</summary>
    Resume,

    /// <summary>Replaces the instance and goes on with the next message.</summary>
    Restart,

    /// <summary>Fails with the same exception, so that the next supervisor up decides.</summary>
    Escalate,

    /// <summary>Stops the child.</summary>
    Stop,
}
