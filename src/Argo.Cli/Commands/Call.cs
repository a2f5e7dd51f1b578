using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Door;
using Argo.Cli.Input;
using Argo.Cli.Screens;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// One call of a command: the words typed, where to show things, the way into Argo, and the stop signal.
/// </summary>
internal sealed class Call(
    ParseResult words, CliWorld world, Screen screen, Interruption interruption) : IAsyncDisposable
{
    private IDoor? _door;

    public CliWorld World { get; } = world;

    public Screen Screen { get; } = screen;

    public Interruption Interruption { get; } = interruption;

    public CancellationToken Stop => Interruption.Token;

    public T? Get<T>(Argument<T> argument) => words.GetValue(argument);

    public T? Get<T>(Option<T> option) => words.GetValue(option);

    public DoorSettings DoorSettings => new(
        DataDirectory(), Get(GlobalOptions.Verbosity), Screen.Warn);

    public ValueTask<IArgoArchive> OpenArchiveAsync() => Door().OpenArchiveAsync(Stop);

    public ValueTask<IArgo> OpenClientAsync() => Door().OpenClientAsync(Stop);

    public ValueTask<IArgo> StartHostAsync() => Door().StartHostAsync(Stop);

    public ValueTask<IArgoSecurity> OpenSecurityAsync() => Door().OpenSecurityAsync(Stop);

    public IArgoEvidence OpenEvidence() => Door().OpenEvidence();

    public IArgoDoctor OpenDoctor() => Door().OpenDoctor();

    /// <summary>The workspace typed, else the one the plan names, else the current directory.</summary>
    public async Task<WorkspaceRef> ResolveWorkspaceAsync(IArgo host, ExecutionPlanArtifact plan)
    {
        var given = Get(GlobalOptions.Workspace);
        if (given is null && plan.Workspace is null)
            given = FullPath.CurrentDirectory("--workspace");
        var found = await host.ResolveWorkspaceAsync(given, plan, Stop).ConfigureAwait(false);
        await WarnOfStraysAsync(found).ConfigureAwait(false);
        return found;
    }

    private async Task WarnOfStraysAsync(WorkspaceRef workspace)
    {
        var archive = await OpenArchiveAsync().ConfigureAwait(false);
        foreach (var stray in await archive.FindStraysAsync(workspace.Root, Stop).ConfigureAwait(false))
        {
            Screen.Say(
                $".argo/x/{Visible.Line(stray)} belongs to no execution that this data directory knows; it "
                + "is left alone. "
                + "'argo doctor' says what can be done.",
                Ink.Warning);
        }
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

    public ValueTask DisposeAsync() => _door?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IDoor Door() => _door ??= World.OpenDoor(DoorSettings);

    private string? DataDirectory() => Get(GlobalOptions.Data) switch
    {
        null => null,
        "" => throw CliException.Usage("--data: must name a directory.", "--data"),
        var given => FullPath.Of(given, "--data"),
    };
}
