using Argo.Hosting.Adapters;
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

    public T Open<T>()
        where T : notnull => Services().GetRequiredService<T>();

    public async Task<IArgo> StartAsync(bool recovers, CancellationToken cancellation)
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
            .AddArgo(options => options.DataDirectory = // the environment goes before the settings file
                settings.DataDirectory ?? DataDirectoryFiles.FromEnvironment() ?? options.DataDirectory);
        return builder.Build();
    }

    /// <summary>The program itself hears signals, and ends when its command has ended.</summary>
    private sealed class ProgramLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
