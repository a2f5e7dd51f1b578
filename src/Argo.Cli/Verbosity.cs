namespace Argo.Cli;

/// <summary>How much is said on stderr; what is asked for on stdout stays the same.</summary>
internal enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Errors and questions.</summary>
    Minimal,

    /// <summary>Progress and what to type next, too.</summary>
    Normal,

    /// <summary>The host's log from information up.</summary>
    Detailed,

    /// <summary>All of the log, and stack traces.</summary>
    Diagnostic,
}
