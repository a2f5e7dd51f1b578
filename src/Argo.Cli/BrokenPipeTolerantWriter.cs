using System.Text;

namespace Argo.Cli;

/// <summary>
/// Writes to stdout or stderr, and remembers the first failure instead of throwing it: an execution must come
/// to its end although its output cannot be shown.
/// </summary>
/// <remarks>
/// .NET ignores writes to a pipe whose reader has gone, so these fail without any fault.
/// </remarks>
/// <param name="inner">The stream.</param>
/// <param name="isData">
/// Whether nothing is written after a failure: a document may lack its end, but nothing in its middle.
/// </param>
/// <param name="isClosed">Whether the stream was closed before the program started.</param>
internal sealed class BrokenPipeTolerantWriter(TextWriter inner, bool isData, bool isClosed = false)
    : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Why the first failed write failed; null while none has.</summary>
    public string? Fault { get; private set; }

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) =>
        Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush()
    {
        if (!isClosed)
            Try(inner.Flush);
    }

    private void Try(Action write)
    {
        if (isClosed)
            Fault ??= "it is closed";
        if (isClosed || (isData && Fault is not null))
            return;
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fault ??= error.Message.TrimEnd('.');
        }
    }
}
