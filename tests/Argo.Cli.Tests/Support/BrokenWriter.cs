using System.Text;

namespace Argo.Cli.Tests.Support;

/// <summary>A stream on a disk that is full.</summary>
internal sealed class BrokenWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");

    public override void Write(string? value) => throw new IOException("No space left on device");

    public override void Write(char[] buffer, int index, int count) =>
        throw new IOException("No space left on device");

    public override void WriteLine(string? value) => throw new IOException("No space left on device");

    public override void Flush() => throw new IOException("No space left on device");
}
