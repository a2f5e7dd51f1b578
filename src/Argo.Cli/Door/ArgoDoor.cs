using Argo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Cli.Door;

/// <summary>Argo in this process: services without a host builder, so that a start takes little.</summary>
internal sealed class ArgoDoor(DoorSettings settings) : IDoor
{
    private ServiceProvider? _services;
    private bool _started;

    public ValueTask<IArgoArchive> OpenArchiveAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(Services().GetRequiredService<IArgoArchive>());

    public ValueTask<IArgoSecurity> OpenSecurityAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(Services().GetRequiredService<IArgoSecurity>());

    public IArgoDoctor OpenDoctor() => Services().GetRequiredService<IArgoDoctor>();

    public IArgoEvidence OpenEvidence() => Services().GetRequiredService<IArgoEvidence>();

    public ValueTask<IArgo> OpenClientAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(Services().GetRequiredService<IArgo>());

    public async ValueTask<IArgo> StartHostAsync(CancellationToken cancellation)
    {
        if (!_started)
        {
            foreach (var service in Services().GetServices<IHostedService>())
                await service.StartAsync(cancellation).ConfigureAwait(false);
            _started = true;
        }

        return Services().GetRequiredService<IArgo>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is null)
            return;
        if (_started)
        {
            foreach (var service in _services.GetServices<IHostedService>().Reverse())
                await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await _services.DisposeAsync().ConfigureAwait(false);
    }

    private ServiceProvider Services() => _services ??= new ServiceCollection()
        .AddSingleton<IConfiguration>(_ => SettingsFile.Read())
        .AddSingleton(provider => CliLog.Open(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<ArgoOptions>(),
            settings.Verbosity))
        .AddArgo(options =>
            options.DataDirectory = settings.DataDirectory ?? FromEnvironment() ?? options.DataDirectory)
        .BuildServiceProvider();

    /// <summary>The environment goes before the settings file, as everywhere.</summary>
    private static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable("ARGO_DATA") is { Length: > 0 } given ? given : null;
}
