using Akka.Configuration;
using Argo.Actors;

namespace Argo.Hosting.Composition;

/// <summary>What Akka has to be told for Argo's actors.</summary>
internal static class ArgoConfig
{
    /// <summary>What Argo's settings say; it goes before whatever else is configured.</summary>
    public static Config Of(ArgoOptions options) => ConfigurationFactory.ParseString(
        $$"""
        {{ArgoDispatchers.Files}}.dedicated-thread-pool.thread-count = {{options.FileThreads}}
        akka.coordinated-shutdown.phases.{{ArgoShutdown.Phase}} {
          timeout = {{(long)options.StopTimeout.TotalMilliseconds + 5_000}} ms
        }
        """);

    /// <summary>
    /// config/akka.hocon, which is built into this assembly; a host's own words go before it.
    /// </summary>
    public static Config Defaults()
    {
        using var file = new StreamReader(
            typeof(ArgoConfig).Assembly.GetManifestResourceStream("akka.hocon")!);
        return ConfigurationFactory.ParseString(file.ReadToEnd());
    }

    /// <summary>What holds in the actor system that Argo makes for a host that has none.</summary>
    public static Config OfOwnSystem() => ConfigurationFactory.ParseString(
        $$"""
        akka {
          loggers = ["{{typeof(AkkaLogger).AssemblyQualifiedName}}"]
          loglevel = INFO
          stdout-loglevel = OFF
          coordinated-shutdown.run-by-clr-shutdown-hook = off # the host stops the system
        }
        """);
}
