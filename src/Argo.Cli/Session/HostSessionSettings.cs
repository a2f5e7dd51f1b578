using Argo.Workspaces.Transactions;

namespace Argo.Cli.Session;

/// <summary>What the command line says of the host.</summary>
/// <param name="DataDirectory">Where the store is; null takes the settings' own.</param>
/// <param name="Verbosity">How much of the log goes to stderr.</param>
/// <param name="Warn">Tells a person one sentence that changes no answer.</param>
/// <param name="Failpoints">What tests and the demo do to the host at named points.</param>
internal sealed record HostSessionSettings(
    string? DataDirectory, Verbosity Verbosity, Action<string> Warn, Failpoints Failpoints);
