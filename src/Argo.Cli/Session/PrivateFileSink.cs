using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Cli.Session;

/// <summary>
/// Writes to log files that only their owner may read, whatever the umask: a log holds names of files, and
/// reasons of others.
/// </summary>
/// <remarks>
/// Serilog makes its files itself, and where several processes share one it offers no hook. So the first file
/// is made here where it is known to be wanted, and any other is closed to others once its first line is in
/// it; the directory is private in any case.
/// </remarks>
/// <param name="path">The file; those that follow it have its name with a number.</param>
/// <param name="files">Writes to them.</param>
/// <param name="makesFirst">Whether the first file is made here; else the settings may want none.</param>
internal sealed class PrivateFileSink(string path, Logger files, bool makesFirst = true)
    : ILogEventSink, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void Emit(LogEvent logEvent)
    {
        if (OperatingSystem.IsWindows())
        {
            files.Write(logEvent);
            return;
        }

        if (makesFirst && FileKind.Of(path) is EntryKind.Absent && !IsLink(path))
            File.Open(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                UnixCreateMode = OwnerOnly,
            }).Dispose();
        files.Write(logEvent);
        if (!makesFirst && !Directory.Exists(Path.GetDirectoryName(path)))
            return; // nothing was written there
        foreach (var file in Directory.EnumerateFiles(
            Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}*.log"))
        {
            // a link leads to what somebody else decides about
            if (File.GetUnixFileMode(file) is not OwnerOnly && !IsLink(file))
                File.SetUnixFileMode(file, OwnerOnly);
        }
    }

    public void Dispose() => files.Dispose();

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
