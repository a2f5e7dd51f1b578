using Argo.Actors.Supervision;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Security;
using Argo.Hosting.Adapters;
using Argo.Workspaces.Actions;

namespace Argo.Hosting;

/// <summary>Settings of one host; the section <c>argo</c> of <c>argo.json</c>.</summary>
public sealed class ArgoOptions
{
    /// <summary>
    /// Where the store, the key and pinned contents are; made with mode 0700 when it is missing.
    /// </summary>
    public string DataDirectory { get; set; } = DefaultDataDirectory();

    /// <summary>Which database the store is in.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Workspaces by name, each with the absolute path of its root.</summary>
    public Dictionary<string, string> Workspaces { get; } = new(StringComparer.Ordinal);

    /// <summary>How long an approval may be used unless it says otherwise.</summary>
    public TimeSpan ApprovalLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a stop of the host waits for running executions to end safely.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often cancels and lockdowns of other processes are looked for.</summary>
    public TimeSpan SignalInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A file by which another program, or a person with <c>touch</c>, says how safe the host is; null has
    /// none.
    /// </summary>
    public string? SecurityFile { get; set; }

    /// <summary>How long a recovery that a person asked for may take.</summary>
    public TimeSpan RecoveryTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Threads for blocking file work.</summary>
    public int FileThreads { get; set; } = 4;

    /// <summary>
    /// Regular expressions (without look-around and back-references) of what no diff, record or log may show,
    /// beside <see cref="Redactor.WellKnown"/>.
    /// </summary>
    public IList<string> SecretPatterns { get; } = [];

    /// <summary>
    /// Whether changes that others make in the workspace during an execution, outside its plan, are looked
    /// for and told; costs two looks at every entry of the workspace.
    /// </summary>
    public bool WatchWorkspace { get; set; }

    /// <summary>Bounds of the supervisor.</summary>
    public ExecutionLimits Limits { get; set; } = new();

    /// <summary>Argo's verbs and those that the host has added.</summary>
    internal VerbHandlers Verbs { get; private set; } = VerbHandlers.BuiltIn;

    /// <summary>
    /// Adds a verb of the host's own, which plans may use from then on as they use Argo's.
    /// </summary>
    /// <param name="descriptor">What plans may say of it.</param>
    /// <param name="handler">What its steps do.</param>
    /// <exception cref="ArgoException">
    /// There is a verb of this name already, or the descriptor is not one that plans can be held against; the
    /// message says which and why.
    /// </exception>
    public void AddVerb(VerbDescriptor descriptor, IVerbHandler handler)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(handler);
        try
        {
            Verbs = Verbs.With(new Verb(descriptor, handler));
        }
        catch (ArgumentException refused)
        {
            var reason = refused.Message.Split(" (Parameter")[0];
            throw new ArgoException(ArgoFault.InvalidInput, $"verbs: {reason}", refused);
        }
    }

    /// <summary><c>ARGO_DATA</c>, else <c>argo</c> in the user's data directory.</summary>
    public static string DefaultDataDirectory() =>
        DataDirectoryFiles.FromEnvironment() ?? Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "argo");
}
