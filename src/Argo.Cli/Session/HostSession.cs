using Argo.Hosting;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Cli.Session;

/// <summary>
/// Argo in this process, in a .NET host that is built when first needed and started by few commands.
/// </summary>
internal sealed class HostSession(HostSessionSettings settings) : IHostSession
{
    private IHost? _host;
    private CliLog? _log;
    private bool _started;

    public bool HasStore() => Services().GetRequiredService<IArgoStorePresence>().Exists();

    public void RequireStore() => Services().GetRequiredService<IArgoStorePresence>().Require();

    public ValueTask<IArgoArchive> OpenArchiveAsync(CancellationToken cancellation)
    {
        RequireStore();
        return ValueTask.FromResult(Services().GetRequiredService<IArgoArchive>());
    }

    public IArgoStages OpenStages() => Services().GetRequiredService<IArgoStages>();

    public IArgoWorkspaces OpenWorkspaces() => Services().GetRequiredService<IArgoWorkspaces>();

    public ValueTask<IArgoSecurity> OpenSecurityAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(Services().GetRequiredService<IArgoSecurity>());

    public IArgoDoctor OpenDoctor() => Services().GetRequiredService<IArgoDoctor>();

    public IArgoEvidence OpenEvidence() => Services().GetRequiredService<IArgoEvidence>();

    public ValueTask<IArgo> OpenClientAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(Services().GetRequiredService<IArgo>());

    public async ValueTask<IArgo> StartHostAsync(bool recovers, CancellationToken cancellation)
    {
        if (!_started)
        {
            Services().GetRequiredService<ArgoStart>().Recovers &= recovers;
            await Host().StartAsync(cancellation).ConfigureAwait(false);
            _started = true;
        }

        return Services().GetRequiredService<IArgo>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;
        if (_started)
            await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        _log?.Dispose(); // last: whatever stops may still have something to log
    }

    private IServiceProvider Services() => Host().Services;

    private IHost Host() => _host ??= Build();

    private IHost Build()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new()
        {
            DisableDefaults = true,
        });
        builder.Services
            .AddSingleton<IHostLifetime, ProgramLifetime>()
            .AddSingleton(settings.Failpoints)
            .AddSingleton<IConfiguration>(_ => SettingsFile.Read())
            .AddSingleton(provider => (_log = new CliLog(
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<ArgoOptions>(),
                settings.Verbosity,
                settings.Warn)).Logger)
            .AddArgo(options =>
                options.DataDirectory = settings.DataDirectory ?? FromEnvironment() ?? options.DataDirectory);
        return builder.Build();
    }

    /// <summary>The environment goes before the settings file, as everywhere.</summary>
    private static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable("ARGO_DATA") is { Length: > 0 } given ? given : null;

    /// <summary>The program itself hears signals, and ends when its command has ended.</summary>
    private sealed class ProgramLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
