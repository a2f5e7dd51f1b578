using System.Globalization;

namespace Argo.Artifacts.Json;

/// <summary>Writes a number as ECMAScript does, which RFC 8785 asks for.</summary>
internal static class EcmaNumber
{
    /// <summary>Enough for the longest form, such as <c>-0.0000012345678901234567</c>.</summary>
    public const int MaxLength = 32;

    private const double FirstGap = 1L << 53; // beyond it a double skips whole numbers

    /// <summary>Writes <paramref name="value"/> and says how many bytes that took.</summary>
    /// <exception cref="ArgumentException">It is not finite: JSON has no such number.</exception>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("JSON has no number for infinity or NaN", nameof(value));
        if (Math.Abs(value) < FirstGap && double.IsInteger(value))
            return Whole(destination, (long)value); // minus zero is 0
        Span<byte> digits = stackalloc byte[ShortestDigits.MaxCount];
        var (count, exponent) = ShortestDigits.Of(Math.Abs(value), digits);
        var sign = value < 0 ? Append(destination, 0, "-"u8) : 0;
        return Layout(destination, sign, digits[..count], exponent);
    }

    private static int Whole(Span<byte> to, long value)
    {
        value.TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int Layout(Span<byte> to, int at, ReadOnlySpan<byte> digits, int n)
    {
        if (n is > 21 or <= -6)
            return Exponential(to, at, digits, n - 1);
        if (n <= 0)
            return Append(to, Zeros(to, Append(to, at, "0."u8), -n), digits);
        if (digits.Length <= n)
            return Zeros(to, Append(to, at, digits), n - digits.Length);
        at = Append(to, at, digits[..n]);
        return Append(to, Append(to, at, "."u8), digits[n..]);
    }

    private static int Exponential(Span<byte> to, int at, ReadOnlySpan<byte> digits, int exponent)
    {
        at = Append(to, at, digits[..1]);
        if (digits.Length > 1)
            at = Append(to, Append(to, at, "."u8), digits[1..]);
        at = Append(to, at, exponent < 0 ? "e-"u8 : "e+"u8);
        Math.Abs(exponent).TryFormat(to[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }

    private static int Append(Span<byte> to, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to[at..]);
        return at + bytes.Length;
    }

    private static int Zeros(Span<byte> to, int at, int count)
    {
        to.Slice(at, count).Fill((byte)'0');
        return at + count;
    }
}
