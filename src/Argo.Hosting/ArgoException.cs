namespace Argo.Hosting;

/// <summary>A caller's mistake, or a host that cannot be had; the message says what to do.</summary>
public sealed class ArgoException : Exception
{
    /// <summary>One sentence that names the field or the thing, and the remedy.</summary>
    public ArgoException(ArgoFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>What kind of failure it is.</summary>
    public ArgoFault Fault { get; }
}
