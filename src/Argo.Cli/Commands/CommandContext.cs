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
    ParseResult parsed, CliEnvironment environment, Screen screen, Interruption interruption,
    Failpoints failpoints)
    : IAsyncDisposable
{
    private readonly long _began = environment.Time.GetTimestamp();
    private IHostSession? _session;
    private TimeSpan _waited;

    public CliEnvironment Environment { get; } = environment;

    public Screen Screen { get; } = screen;

    public Interruption Interruption { get; } = interruption;

    /// <summary>The letters of a line of the terminal; null for a pipe.</summary>
    public int? Width => Environment.OutIsTerminal ? Environment.Width() : null;

    public CancellationToken Stop => Interruption.Token;

    /// <summary>
    /// How long the program has worked, from its start until now: without the time in which it waited for a
    /// person.
    /// </summary>
    public TimeSpan Worked =>
        Environment.StartTook + Environment.Time.GetElapsedTime(_began) - _waited;

    /// <summary>Counts the time until the result is disposed as waiting for a person.</summary>
    public IDisposable WaitForPerson() => new Wait(this);

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public HostSessionSettings SessionSettings => new(
        DataDirectory(), Get(GlobalOptions.Verbosity), Screen.Warn, failpoints);

    /// <summary>One of Argo's services; it makes a store where there is none and it needs one.</summary>
    public T Open<T>()
        where T : notnull => Session.Open<T>();

    /// <summary>The same of a store that is there: a command that reads must not make one.</summary>
    /// <exception cref="ArgoException">There is none, or it cannot be reached.</exception>
    public T OpenStored<T>()
        where T : notnull
    {
        RequireStore();
        return Session.Open<T>();
    }

    public Task<IArgo> StartHostAsync(bool recovers = true) => Session.StartAsync(recovers, Stop);

    public bool HasStore() => Session.Open<IArgoStorePresence>().Exists();

    public void RequireStore() => Session.Open<IArgoStorePresence>().Require();

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
        foreach (var stage in found.UnknownStages)
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
        return await OpenStored<IArgoArchive>().FindAsync(idOrPrefix, Stop).ConfigureAwait(false)
            ?? throw NoExecution(idOrPrefix);
    }

    public static CliException NoExecution(string id) => CliException.NotFound(
        $"There is no execution {Visible.Quote(id)}; 'argo list' shows those there are.");

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IHostSession Session => _session ??= Environment.OpenSession(SessionSettings);

    private sealed class Wait(CommandContext context) : IDisposable
    {
        private readonly long _began = context.Environment.Time.GetTimestamp();

        public void Dispose() => context._waited += context.Environment.Time.GetElapsedTime(_began);
    }

    private string? DataDirectory() => Get(GlobalOptions.Data) switch
    {
        null => null,
        "" => throw CliException.Usage("--data: must name a directory.", "--data"),
        var given => FullPath.Of(given, "--data"),
    };
}
