using System.Text;

namespace Argo.Cli;

/// <summary>
/// A stream to a terminal, a file or a reader that may fail: what cannot be shown must not stop what runs.
/// </summary>
/// <remarks>
/// The runtime takes a pipe whose reader has gone for one that takes everything, so such an end is quiet.
/// </remarks>
/// <param name="inner">The stream.</param>
/// <param name="isData">Whether nothing may follow a gap: a document is cut, never holed.</param>
/// <param name="isClosed">Whether there is no such stream: it was closed before the start.</param>
internal sealed class BrokenPipeTolerantWriter(TextWriter inner, bool isData, bool isClosed = false)
    : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Why the first write that failed did; null as long as none has.</summary>
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
