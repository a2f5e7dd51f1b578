using System.Numerics;

namespace Argo.Artifacts.Json;

/// <summary>
/// The decimal digits of a double as ECMAScript's <c>Number::toString</c> picks them: as few as read back as
/// the same double, of these the closest to it, and of two that are equally close the even one.
/// </summary>
/// <remarks>
/// Steele and White's free-format algorithm in exact arithmetic. .NET 10's own form "R" does not serve: of
/// 2^-25 and 2^-958 it gives a decimal that reads back as the double below, as if the gap below a power of
/// two were as wide as the gap above.
/// </remarks>
internal static class ShortestDigits
{
    /// <summary>No double needs more.</summary>
    public const int MaxCount = 17;

    private const int MantissaBits = 52;
    private const int ExponentBias = 1075;
    private const double Doubt = 1e-10; // more than the logarithm is off

    /// <summary>
    /// Writes d1 d2 ... (ASCII) such that the value is 0.d1d2... times ten to the exponent.
    /// </summary>
    /// <param name="value">Finite and above zero.</param>
    /// <param name="digits">At least <see cref="MaxCount"/> long.</param>
    public static (int Count, int Exponent) Of(double value, Span<byte> digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        var power = (int)(bits >> MantissaBits);
        var isPowerOfTwo = mantissa == 0 && power > 1; // the double below is then only half a gap away
        if (power == 0)
            power = 1; // subnormal
        else
            mantissa |= 1L << MantissaBits;
        return Generate(new Scaled(mantissa, power - ExponentBias, isPowerOfTwo), value, digits);
    }

    private static (int Count, int Exponent) Generate(Scaled rest, double value, Span<byte> digits)
    {
        var exponent = (int)Math.Ceiling(Math.Log10(value) - Doubt); // right, or one too small
        rest.DivideByPowerOfTen(exponent);
        if (rest.ReachesOne)
            exponent++;
        else
            rest.NextDigitPlace();
        var count = 0;
        while (true)
        {
            var digit = rest.TakeDigit();
            var (lowReads, highReads) = (rest.ReadsBack, rest.NextReadsBack);
            if (lowReads || highReads)
            {
                var up = highReads && (!lowReads || rest.RoundsUp(digit));
                digits[count++] = (byte)('0' + digit + (up ? 1 : 0));
                return (count, exponent);
            }

            digits[count++] = (byte)('0' + digit);
            rest.NextDigitPlace();
        }
    }

    /// <summary>What is left of the value, as a fraction, with the distances to its neighbours.</summary>
    private struct Scaled
    {
        private readonly bool _isEven;
        private BigInteger _rest;
        private BigInteger _unit;
        private BigInteger _below; // half the gap to the next double below, on the same scale
        private BigInteger _above;

        public Scaled(long mantissa, int power, bool isPowerOfTwo)
        {
            var twice = isPowerOfTwo ? 2 : 1;
            _isEven = (mantissa & 1) == 0;
            _rest = new BigInteger(mantissa) * 2 * twice << Math.Max(power, 0);
            _unit = new BigInteger(2 * twice) << Math.Max(-power, 0);
            _below = BigInteger.One << Math.Max(power, 0);
            _above = _below * twice;
        }

        /// <summary>A decimal just half way to a neighbour reads back as the even one of the two.</summary>
        public readonly bool ReachesOne =>
            (_rest + _above).CompareTo(_unit) is var reach && (_isEven ? reach >= 0 : reach > 0);

        /// <summary>Whether the digits taken so far, and none after them, read back as the value.</summary>
        public readonly bool ReadsBack =>
            _rest.CompareTo(_below) is var reach && (_isEven ? reach <= 0 : reach < 0);

        /// <summary>Whether they do with the last digit one higher.</summary>
        public readonly bool NextReadsBack => ReachesOne;

        public void DivideByPowerOfTen(int exponent)
        {
            var scale = BigInteger.Pow(10, Math.Abs(exponent));
            if (exponent >= 0)
                _unit *= scale;
            else
                (_rest, _below, _above) = (_rest * scale, _below * scale, _above * scale);
        }

        public void NextDigitPlace() =>
            (_rest, _below, _above) = (_rest * 10, _below * 10, _above * 10);

        public int TakeDigit()
        {
            var digit = BigInteger.DivRem(_rest, _unit, out _rest);
            return (int)digit;
        }

        public readonly bool RoundsUp(int digit) =>
            (_rest * 2).CompareTo(_unit) is var half && (half > 0 || (half == 0 && (digit & 1) == 1));
    }
}
