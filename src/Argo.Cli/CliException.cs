using System.Runtime.Serialization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Hosting;
using Argo.Storage;
using Microsoft.Extensions.Options;

namespace Argo.Cli;

/// <summary>
/// A command cannot go on; one sentence for people, a stable code for machines, and the exit code.
/// </summary>
internal sealed class CliException(
    int exit, string code, string message, string? field = null, Exception? cause = null)
    : Exception(message, cause)
{
    public int Exit { get; } = exit;

    /// <summary>Stable, lower snake case.</summary>
    public string Code { get; } = code;

    /// <summary>The member of the input, such as <c>steps[3].target</c>; null when it is none.</summary>
    public string? Field { get; } = field;

    public static CliException Usage(string message, string? field = null, Exception? cause = null) =>
        new(ExitCode.Usage, "usage", message, field, cause);

    public static CliException BadInput(string message, string? field = null, Exception? cause = null) =>
        new(ExitCode.Usage, "invalid_input", message, field, cause);

    public static CliException NotFound(string message) => new(ExitCode.NotFound, "not_found", message);

    /// <summary>Any exception as the program tells it.</summary>
    public static CliException Of(Exception error) => error switch
    {
        CliException known => known,
        ArtifactFormatException bad => BadInput(bad.Message, Blank(bad.Path), bad),
        ArgoException { Fault: ArgoFault.InvalidInput } => BadInput(error.Message, cause: error),
        ArgoException { Fault: ArgoFault.NotFound } =>
            new(ExitCode.NotFound, "not_found", error.Message, cause: error),
        ArgoException { Fault: ArgoFault.Refused } =>
            new(ExitCode.Refused, "refused", error.Message, cause: error),
        ArgoException { Fault: ArgoFault.LeftUnfinished } =>
            new(ExitCode.RollbackIncomplete, "left_unfinished", error.Message, cause: error),
        ArgoException { Fault: ArgoFault.NoStore } =>
            new(ExitCode.NotReachable, "no_store", error.Message, cause: error),
        OptionsValidationException wrong =>
            BadInput($"settings: {string.Join(' ', wrong.Failures)}", cause: error),
        ArgoException or StoreException or WorkspaceException { Fault: WorkspaceFault.Busy } =>
            new(ExitCode.NotReachable, "not_reachable", error.Message, cause: error),
        WorkspaceException { Fault: WorkspaceFault.Refused or WorkspaceFault.NotFound } =>
            BadInput(error.Message, cause: error),
        WorkspaceException => new(ExitCode.Failed, "workspace_failed", error.Message, cause: error),
        IOException or UnauthorizedAccessException or InvalidDataException or SerializationException =>
            new(
                ExitCode.NotReachable, "io_failed", $"Reading or writing failed: {error.Message}",
                cause: error),
        _ => new(ExitCode.NotReachable, "unexpected", Unexpected(error), cause: error),
    };

    private static string Unexpected(Exception error) =>
        $"Argo failed in a way it does not know ({error.GetType().Name}: {error.Message}); "
        + "'argo list' shows where executions stand, '-v diagnostic' shows more.";

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}
