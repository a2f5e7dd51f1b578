using Akka.Hosting;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Security;
using Argo.Hosting.Adapters;
using Argo.Hosting.Client;
using Argo.Hosting.Composition;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Argo.Hosting.Logging;
using Argo.Hosting.Security;
using Argo.Hosting.Settings;
using Argo.Storage;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Serilog;

namespace Argo.Hosting;

/// <summary>Adds Argo to a .NET host.</summary>
public static class ArgoServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IArgo"/>, <see cref="IArgoArchive"/> and <see cref="IArgoActors"/>, and a hosted
    /// service that runs the actors: at its start it recovers what dead processes left, at its stop running
    /// executions end safely.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Settings; they come on top of the section <c>argo</c> of the host's
    /// configuration.</param>
    /// <remarks>
    /// A host may register its own <see cref="ISecurityMonitor"/>, <see cref="TimeProvider"/> or
    /// <see cref="Serilog.ILogger"/> before or after. Nothing is opened until the first of the services is
    /// asked for.
    /// </remarks>
    public static IServiceCollection AddArgo(
        this IServiceCollection services, Action<ArgoOptions>? configure = null)
    {
        services.AddAkka("argo", (builder, provider) =>
            builder.AddHocon(ArgoConfig.OfOwnSystem(), HoconAddMode.Prepend).WithArgo(provider));
        return services.AddArgoServices(configure);
    }

    /// <summary>
    /// Registers what <see cref="AddArgo"/> does but for the actor system: for a host that composes its own,
    /// with <see cref="ArgoAkkaExtensions.WithArgo"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">As of <see cref="AddArgo"/>.</param>
    /// <remarks>Call it after <c>AddAkka</c>: hosted services start in the order of their calls.</remarks>
    public static IServiceCollection AddArgoServices(
        this IServiceCollection services, Action<ArgoOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Failpoints.None);
        services.TryAddSingleton(
            provider => ArgoOptionsValidator.RedactorOf(provider.GetRequiredService<ArgoOptions>()));
        services.TryAddSingleton(SecurityMonitorOf);
        services.TryAddSingleton<IArgoSecurity, SecurityService>();
        services.TryAddSingleton(Logger);
        services.TryAddSingleton<ArgoLog>();
        AddOptions(services, configure);
        AddStore(services);
        AddKeys(services);
        services.TryAddSingleton(Contents);
        services.TryAddSingleton<StoredSecrets>();
        services.TryAddSingleton(SimulatorOptionsOf);
        services.TryAddSingleton(provider => new Simulator(provider.GetRequiredService<SimulatorOptions>()));
        services.TryAddSingleton<ArgoStart>();
        services.TryAddSingleton<WorkspaceResolver>();
        services.TryAddSingleton<IArgoWorkspaces, WorkspaceService>();
        services.TryAddSingleton<UnknownStages>();
        services.TryAddSingleton<IArgoStages>(provider => provider.GetRequiredService<UnknownStages>());
        services.TryAddSingleton<IArgoDoctor, ArgoDoctor>();
        services.TryAddSingleton<IWorkspaceTransactions, WorkspaceTransactions>();
        services.TryAddSingleton(ServicesOfActors);
        services.TryAddSingleton<ArgoRuntime>();
        services.TryAddSingleton<IArgoActors>(provider => provider.GetRequiredService<ArgoRuntime>());
        services.TryAddSingleton<IArgo, ArgoClient>();
        services.TryAddSingleton<IArgoArchive, ArgoArchiveReader>();
        services.AddHostedService(provider => provider.GetRequiredService<ArgoRuntime>());
        return services;
    }

    private static void AddStore(IServiceCollection services)
    {
        services.TryAddSingleton(provider => StoreFactory.Open(
            provider.GetRequiredService<ArgoOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IArgoStorePresence, StorePresence>();
        services.TryAddSingleton<StoreRetry>();
        services.TryAddSingleton<ArtifactArchive>();
        services.TryAddSingleton<UnsettledExecutions>();
        services.TryAddSingleton<IExecutionRepository, ExecutionRepository>();
        services.TryAddSingleton<ReceiptWriter>();
        services.TryAddSingleton<IArgoEvidence, ArgoEvidence>();
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.TryAddSingleton(
            provider => new HostKey(provider.GetRequiredService<ArgoOptions>().DataDirectory));
        services.TryAddSingleton(provider => new HostKeyring(
            provider.GetRequiredService<HostKey>(),
            provider.GetRequiredService<ArgoOptions>().DataDirectory));
        services.TryAddSingleton<HostAuthority>();
        services.TryAddSingleton<IApprovalAuthority>(
            provider => provider.GetRequiredService<HostAuthority>());
    }

    /// <summary>
    /// The section <c>argo</c>, then what the host's code says; checked when the host starts, and at the
    /// first use where it is not started.
    /// </summary>
    private static void AddOptions(IServiceCollection services, Action<ArgoOptions>? configure)
    {
        services.AddSingleton<IConfigureOptions<ArgoOptions>>(
            provider => new ArgoOptionsBinder(provider.GetService<IConfiguration>()));
        services.AddSingleton<IValidateOptions<ArgoOptions>, ArgoOptionsValidator>();
        services.AddOptions<ArgoOptions>()
            .Configure(configure ?? (_ => { }))
            .ValidateOnStart();
        services.TryAddSingleton(provider => Checked(provider.GetRequiredService<IOptions<ArgoOptions>>()));
    }

    /// <exception cref="ArgoException">Settings cannot be taken; the message names each.</exception>
    private static ArgoOptions Checked(IOptions<ArgoOptions> options)
    {
        try
        {
            var taken = options.Value;
            taken.DataDirectory = Absolute(taken.DataDirectory);
            return taken;
        }
        catch (OptionsValidationException wrong)
        {
            throw new ArgoException(
                ArgoFault.InvalidInput, $"settings: {string.Join(' ', wrong.Failures)}", wrong);
        }
    }

    private static string Absolute(string dataDirectory)
    {
        try
        {
            return Path.GetFullPath(dataDirectory);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.InvalidInput,
                $"data_directory: '{dataDirectory}' is relative, and the current directory was deleted: "
                + "give an absolute path with --data or ARGO_DATA.",
                gone);
        }
    }

    private static ILogger Logger(IServiceProvider provider) =>
        provider.GetService<IConfiguration>() is { } settings && settings.GetSection("Serilog").Exists()
            ? new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger()
            : Log.Logger;

    private static CompositeSecurityMonitor SecurityMonitorOf(IServiceProvider provider) => new(
        provider.GetService<ISecurityMonitor>(),
        provider.GetRequiredService<ArgoStore>().Lockdown,
        provider.GetRequiredService<ArgoOptions>().SecurityFile);

    private static ContentStore Contents(IServiceProvider provider) =>
        new(DataDirectoryFiles.Contents(provider.GetRequiredService<ArgoOptions>().DataDirectory));

    private static SimulatorOptions SimulatorOptionsOf(IServiceProvider provider) => new()
    {
        Time = provider.GetRequiredService<TimeProvider>(),
        Contents = provider.GetRequiredService<ContentStore>(),
        Redactor = provider.GetRequiredService<Redactor>(),
        Secrets = provider.GetRequiredService<StoredSecrets>(),
        Verbs = provider.GetRequiredService<ArgoOptions>().Verbs,
        ReservedDirectories = [provider.GetRequiredService<ArgoOptions>().DataDirectory],
    };

    private static ExecutionServices ServicesOfActors(IServiceProvider provider) => new(
        provider.GetRequiredService<IWorkspaceTransactions>(),
        provider.GetRequiredService<IExecutionRepository>(),
        provider.GetRequiredService<IApprovalAuthority>(),
        provider.GetRequiredService<CompositeSecurityMonitor>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ArgoOptions>().Limits,
        provider.GetRequiredService<Redactor>(),
        provider.GetRequiredService<ArgoStart>().Recovers);
}
