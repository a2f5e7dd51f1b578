using System.Globalization;
using Argo.Cli.Session;
using Serilog;
using Serilog.Events;

namespace Argo.Cli.Tests.Session;

/// <summary>The files of the log, also those that follow the first.</summary>
public sealed class PrivateFileSinkTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argo-log-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Every_file_should_be_closed_to_others()
    {
        var path = Path.Combine(_root, "argo.log");
        using (var sink = new PrivateFileSink(path, new LoggerConfiguration().WriteTo.File(
            path, formatProvider: CultureInfo.InvariantCulture, fileSizeLimitBytes: 1_000,
            rollOnFileSizeLimit: true, shared: true).CreateLogger()))
        {
            var template = new Serilog.Parsing.MessageTemplateParser().Parse(new string('x', 400));
            for (var count = 0; count < 8; count++)
                sink.Emit(new LogEvent(DateTimeOffset.UtcNow, LogEventLevel.Warning, null, template, []));
        }

        var files = Directory.GetFiles(_root);
        Assert.True(files.Length > 1, "it went on with no other file");
        Assert.All(files, file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
