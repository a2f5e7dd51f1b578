using System.Reflection;
using System.Text.Json.Nodes;
using Argo.Cli.Commands;

namespace Argo.Cli;

/// <summary>Which Argo this is.</summary>
internal static class Versions
{
    public static CommandOutcome Answer()
    {
        var version = typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
        return new CommandOutcome(
            ExitCode.Done, new JsonObject { ["version"] = version }, screen =>
                screen.Line($"argo {version}"));
    }
}
