using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>
/// Absolute paths of what was typed; the current directory may have been deleted meanwhile.
/// </summary>
internal static class FullPath
{
    /// <param name="path">As typed; not empty.</param>
    /// <param name="field">What it was typed for, such as <c>--data</c>.</param>
    /// <exception cref="CliException">It is relative, and there is no current directory.</exception>
    public static string Of(string path, string field)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput(
                $"{field}: {Visible.Quote(path)} is relative, and the current directory was deleted: "
                + "change to another directory, or give an absolute path.",
                field,
                gone);
        }
    }

    /// <exception cref="CliException">There is no current directory.</exception>
    public static string CurrentDirectory(string field)
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput(
                $"{field}: the current directory was deleted: change to another directory, or name one with "
                + $"{field}.",
                field,
                gone);
        }
    }
}
