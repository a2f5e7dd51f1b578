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
using Argo.Storage;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
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
        services.TryAddSingleton(provider => provider.GetRequiredService<ArgoOptions>().MakeRedactor());
        services.TryAddSingleton(Watch);
        services.TryAddSingleton<IArgoSecurity, SecurityService>();
        services.TryAddSingleton(Logger);
        services.TryAddSingleton<ArgoLog>();
        services.TryAddSingleton(provider => Options(provider, configure));
        services.TryAddSingleton(provider => StoreFactory.Open(
            provider.GetRequiredService<ArgoOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ArtifactArchive>();
        services.TryAddSingleton<UnsettledExecutions>();
        AddKeys(services);
        services.TryAddSingleton<ReceiptWriter>();
        services.TryAddSingleton<IArgoEvidence, ArgoEvidence>();
        services.TryAddSingleton(Contents);
        services.TryAddSingleton<StoredSecrets>();
        services.TryAddSingleton(SimulatorOptionsOf);
        services.TryAddSingleton(provider => new Simulator(provider.GetRequiredService<SimulatorOptions>()));
        services.TryAddSingleton<ArgoStart>();
        services.TryAddSingleton<IArgoStorePresence, StorePresence>();
        services.TryAddSingleton<WorkspaceResolver>();
        services.TryAddSingleton<IArgoWorkspaces, WorkspaceService>();
        services.TryAddSingleton<StrayStages>();
        services.TryAddSingleton<IArgoStages>(provider => provider.GetRequiredService<StrayStages>());
        services.TryAddSingleton<IArgoDoctor, ArgoDoctor>();
        services.TryAddSingleton<IWorkspaceTransactions, WorkspaceTransactions>();
        services.TryAddSingleton<StoreRetry>();
        services.TryAddSingleton<IExecutionRepository, ExecutionRepository>();
        services.TryAddSingleton(ServicesOfActors);
        services.TryAddSingleton<ArgoRuntime>();
        services.TryAddSingleton<IArgoActors>(provider => provider.GetRequiredService<ArgoRuntime>());
        services.TryAddSingleton<IArgo, ArgoClient>();
        services.TryAddSingleton<IArgoArchive, ArgoArchiveReader>();
        services.AddHostedService(provider => provider.GetRequiredService<ArgoRuntime>());
        return services;
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

    private static ArgoOptions Options(IServiceProvider provider, Action<ArgoOptions>? configure)
    {
        var options = new ArgoOptions();
        if (provider.GetService<IConfiguration>() is { } settings)
            options.Bind(settings.GetSection("argo"));
        configure?.Invoke(options);
        options.Check();
        options.DataDirectory = Absolute(options.DataDirectory);
        return options;
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

    private static CompositeSecurityMonitor Watch(IServiceProvider provider) => new(
        provider.GetService<ISecurityMonitor>(),
        provider.GetRequiredService<ArgoStore>().Lockdown,
        provider.GetRequiredService<ArgoOptions>().SecurityFile);

    private static ContentStore Contents(IServiceProvider provider) =>
        new(Path.Combine(provider.GetRequiredService<ArgoOptions>().DataDirectory, "contents"));

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
