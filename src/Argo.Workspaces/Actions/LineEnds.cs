using Argo.Workspaces.Contents;

namespace Argo.Workspaces.Actions;

/// <summary>How the lines of a text of any size end.</summary>
/// <param name="AreAllCrLf">Whether there are lines, and all end in CR LF.</param>
/// <param name="EndsLast">Whether the last line has ended; true of no bytes.</param>
internal sealed record LineEnds(bool AreAllCrLf, bool EndsLast)
{
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';

    /// <summary>Reads the content once, in pieces.</summary>
    public static LineEnds Of(IContent content)
    {
        using var stream = content.OpenRead();
        var buffer = new byte[64 * 1024];
        var (lines, withCr, last) = (0L, 0L, Lf);
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            foreach (var next in buffer.AsSpan(0, count))
            {
                lines += next == Lf ? 1 : 0;
                withCr += next == Lf && last == Cr ? 1 : 0;
                last = next;
            }
        }
        return new LineEnds(lines > 0 && lines == withCr, last == Lf);
    }
}
