namespace Akka.Actor;

/// <summary>Writing the table of a decider.</summary>
public static class DirectiveExtensions
{
    /// <summary>One row: this directive for that exception.</summary>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
