using System.CommandLine;
using Argo.Artifacts.Plans;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Cli.Session;
using Argo.Hosting;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Argo.Workspaces.Transactions;

namespace Argo.Cli.Commands;

/// <summary>
/// One call of a command: the words typed, where to show things, the way into Argo, and the stop signal.
/// </summary>
internal sealed class CommandContext(
    ParseResult words, CliEnvironment world, Screen screen, Interruption interruption, Failpoints failpoints)
    : IAsyncDisposable
{
    private IHostSession? _hostSession;

    public CliEnvironment World { get; } = world;

    public Screen Screen { get; } = screen;

    public Interruption Interruption { get; } = interruption;

    /// <summary>The letters of a line of the terminal; null for a pipe.</summary>
    public int? Width => World.OutIsTerminal ? World.Width() : null;

    public CancellationToken Stop => Interruption.Token;

    public T? Get<T>(Argument<T> argument) => words.GetValue(argument);

    public T? Get<T>(Option<T> option) => words.GetValue(option);

    public HostSessionSettings DoorSettings => new(
        DataDirectory(), Get(GlobalOptions.Verbosity), Screen.Warn, failpoints);

    public ValueTask<IArgoArchive> OpenArchiveAsync() => Door().OpenArchiveAsync(Stop);

    public ValueTask<IArgo> OpenClientAsync() => Door().OpenClientAsync(Stop);

    public ValueTask<IArgo> StartHostAsync(bool recovers = true) => Door().StartHostAsync(recovers, Stop);

    public ValueTask<IArgoSecurity> OpenSecurityAsync() => Door().OpenSecurityAsync(Stop);

    /// <summary>Evidence that may need no store: a file that is checked, a key that is made.</summary>
    public IArgoEvidence OpenEvidence() => Door().OpenEvidence();

    /// <summary>Evidence of a store that is there.</summary>
    /// <exception cref="ArgoException">There is none.</exception>
    public IArgoEvidence OpenStoredEvidence()
    {
        Door().RequireStore();
        return Door().OpenEvidence();
    }

    public IArgoStages OpenStages() => Door().OpenStages();

    public IArgoWorkspaces OpenWorkspaces() => Door().OpenWorkspaces();

    public bool HasStore() => Door().HasStore();

    public void RequireStore() => Door().RequireStore();

    public IArgoDoctor OpenDoctor() => Door().OpenDoctor();

    /// <summary>The workspace typed, else the one the plan names, else the current directory.</summary>
    /// <param name="host">Where to ask.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="refusesUnknown">
    /// Whether to stop where another store's execution left something; else it is only warned of.
    /// </param>
    /// <exception cref="CliException">Something was left there that the store does not know.</exception>
    public async Task<WorkspaceRef> ResolveWorkspaceAsync(
        IArgo host, ExecutionPlanArtifact plan, bool refusesUnknown = false)
    {
        var given = Get(GlobalOptions.Workspace);
        if (given is null && plan.Workspace is null)
            given = FullPath.CurrentDirectory("--workspace");
        var found = await host.ResolveWorkspaceAsync(given, plan, Stop).ConfigureAwait(false);
        foreach (var stage in await OpenStages().FindUnknownAsync(found.Root, Stop).ConfigureAwait(false))
        {
            if (refusesUnknown && UnknownStages.IsLeft(stage))
                throw UnknownStages.Refused(stage);
            Screen.Say(UnknownStages.Warning(stage), TextStyle.Warning);
        }

        return found;
    }

    /// <summary>An execution by its id or the beginning of it.</summary>
    public async Task<StoredExecution> FindAsync(string idOrPrefix)
    {
        var archive = await OpenArchiveAsync().ConfigureAwait(false);
        return await archive.FindAsync(idOrPrefix, Stop).ConfigureAwait(false)
            ?? throw NoExecution(idOrPrefix);
    }

    public static CliException NoExecution(string id) => CliException.NotFound(
        $"There is no execution {Visible.Quote(id)}; 'argo list' shows those there are.");

    public ValueTask DisposeAsync() => _hostSession?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IHostSession Door() => _hostSession ??= World.OpenDoor(DoorSettings);

    private string? DataDirectory() => Get(GlobalOptions.Data) switch
    {
        null => null,
        "" => throw CliException.Usage("--data: must name a directory.", "--data"),
        var given => FullPath.Of(given, "--data"),
    };
}
