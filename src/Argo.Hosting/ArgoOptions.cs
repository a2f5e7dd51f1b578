using Argo.Actors.Supervision;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Security;
using Argo.Hosting.Client;
using Argo.Workspaces.Actions;
using Microsoft.Extensions.Configuration;

namespace Argo.Hosting;

/// <summary>Settings of one host; the section <c>argo</c> of <c>argo.json</c>.</summary>
public sealed class ArgoOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24); // what a timer takes

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

    /// <exception cref="ArgoException">A setting is not known, or has no value of its type; the message names
    /// it.</exception>
    internal void Bind(IConfiguration settings)
    {
        try
        {
            settings.Bind(this, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException) // whatever a converter may throw
        {
            var reason = (wrong.InnerException is FormatException ? wrong.Message : Unknown(wrong.Message))
                .TrimEnd('.');
            throw new ArgoException(ArgoFault.InvalidInput, $"settings: {reason}; mend or remove it.", wrong);
        }
    }

    /// <exception cref="ArgoException">A setting is out of its bounds; the message names it.</exception>
    internal void Check()
    {
        Require(
            nameof(DataDirectory), DataDirectory.Length > 0 && !DataDirectory.Contains('\0'),
            "must name a directory");
        Require(nameof(FileThreads), FileThreads is >= 1 and <= 1024, "must be 1 to 1024");
        (string Name, TimeSpan Value)[] durations =
        [
            (nameof(ApprovalLifetime), ApprovalLifetime), (nameof(StopTimeout), StopTimeout),
            (nameof(SignalInterval), SignalInterval), (nameof(RecoveryTimeout), RecoveryTimeout),
            ("Limits.BusyRetry", Limits.BusyRetry), ("Limits.RecoveryBackoff", Limits.RecoveryBackoff),
            ("Limits.StoreBackoff", Limits.StoreBackoff),
            ("Limits.ParkedBackoff", Limits.ParkedBackoff), (
                "Limits.MaxParkedBackoff", Limits.MaxParkedBackoff),
        ];
        foreach (var (name, value) in durations)
            Require(name, value > TimeSpan.Zero
                && value <= Longest, "must be longer than nothing and at most 24 days");
        Require("Limits.BusyTimeout", Limits.BusyTimeout >= TimeSpan.Zero, "must not be negative");
        Require("Limits.MaxQueued", Limits.MaxQueued >= 1, "must be at least 1");
        Require("Limits.MaxRunning", Limits.MaxRunning >= 1, "must be at least 1");
        Require("Limits.RecoveryAttempts", Limits.RecoveryAttempts >= 1, "must be at least 1");
        Require("Limits.StoreAttempts", Limits.StoreAttempts >= 1, "must be at least 1");
        foreach (var (name, root) in Workspaces)
        {
            Require($"Workspaces.{name}", Path.IsPathRooted(root), "must be an absolute path");
            if (WorkspaceNames.WhyNot(name) is { } problem)
                Require($"Workspaces.{name}", holds: false, $"has a name that {problem}");
        }
    }

    private static void Require(string name, bool holds, string what)
    {
        if (!holds)
            throw new ArgoException(ArgoFault.InvalidInput, $"settings: {name} {what}.");
    }

    /// <summary>The binder's sentence names its own classes; a person wants the setting.</summary>
    private static string Unknown(string message) =>
        message.LastIndexOf(": ", StringComparison.Ordinal) is var at and > 0
            ? $"{message[(at + 2)..]} is not known"
            : message;

    /// <exception cref="ArgoException">A pattern cannot be used; the message says which.</exception>
    internal Redactor MakeRedactor()
    {
        try
        {
            return new Redactor([.. Redactor.WellKnown, .. SecretPatterns]);
        }
        catch (ArgumentException unusable)
        {
            var reason = unusable.Message.Split(" (Parameter")[0];
            throw new ArgoException(
                ArgoFault.InvalidInput, $"secret_patterns: {reason} Mend or remove it.", unusable);
        }
    }

    /// <summary><c>ARGO_DATA</c>, else <c>argo</c> in the user's data directory.</summary>
    public static string DefaultDataDirectory() =>
        Environment.GetEnvironmentVariable("ARGO_DATA") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                    "argo");
}
