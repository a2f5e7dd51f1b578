using Argo.Artifacts.Files;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Workspaces.Native;
using Microsoft.Extensions.Configuration;

namespace Argo.Cli.Session;

/// <summary>
/// Settings: <c>ARGO_CONFIG</c>, else <c>argo/argo.json</c> in the user's configuration directory.
/// </summary>
/// <remarks>
/// Never a file of the current directory: a workspace must not choose the settings of who acts on it.
/// </remarks>
internal static class SettingsFile
{
    private const string Variable = "ARGO_CONFIG";

    /// <exception cref="CliException">The file that was named is missing, or one is not JSON.</exception>
    public static IConfiguration Read()
    {
        var named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? FullPath.Of(given, Variable)
            : null;
        var path = named ?? Default();
        if (FileKind.Of(path) is EntryKind.Directory or EntryKind.Other)
            throw CliException.BadInput(
                $"{Visible.Line(path)}: these settings are no file; put a JSON file there, or move it away.");
        if (named is not null && !File.Exists(named))
            throw CliException.BadInput(
                $"{Variable}: there is no file {Visible.Quote(named)}; name an existing one, or unset it.",
                Variable);
        try
        {
            return new ConfigurationBuilder().AddJsonFile(
                path, optional: true, reloadOnChange: false).Build();
        }
        catch (Exception error) when (error is not OutOfMemoryException) // whatever a file may hold
        {
            var reason = (error.InnerException ?? error).Message.TrimEnd('.');
            throw CliException.BadInput(
                $"{Visible.Line(path)}: these settings cannot be read ({reason}); "
                + "correct the file, or move it away.",
                cause: error);
        }
    }

    private static string Default() => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "argo",
        "argo.json");
}
