using System.Text;
using Argo.Cli.Session;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// The program within the test's process, on a real store, with streams of which some may fail.
/// </summary>
internal sealed class Streams(string data, string workspace)
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public bool HasOut { get; init; } = true;

    public bool HasError { get; init; } = true;

    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>Runs one command; what a stream that fails would have got is lost.</summary>
    public async Task<CliResult> RunAsync(params string[] words)
    {
        var output = new BrokenPipeTolerantWriter(HasOut ? _out : new BrokenWriter(), isData: true);
        var environment = new CliEnvironment
        {
            Out = output,
            OutFault = () => output.Fault,
            Error = new BrokenPipeTolerantWriter(HasError ? _error : new BrokenWriter(), isData: false),
            In = In,
            OpenSession = settings => new HostSession(settings),
        };
        using var interruption = new Interruption();
        string[] all = [.. words, "--data", data, "--workspace", workspace];
        var exit = await ArgoProgram.RunAsync(all, environment, interruption);
        return new CliResult(exit, _out.ToString(), _error.ToString());
    }

    /// <summary>A stream that fails when it is read.</summary>
    public static Stream Failing() => new FailingStream();

    public static Stream Of(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            throw new IOException("Input/output error");

        public override int Read(Span<byte> buffer) => throw new IOException("Input/output error");
    }
}
