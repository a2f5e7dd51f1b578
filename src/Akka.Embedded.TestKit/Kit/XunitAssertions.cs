using System.Globalization;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2;

/// <summary>Tells xUnit.</summary>
public class XunitAssertions : ITestKitAssertions
{
    /// <inheritdoc/>
    public void Fail(string format = "", params object?[] args) =>
        throw new XunitException(
            args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));

    /// <inheritdoc/>
    public void AssertTrue(bool condition, string format = "", params object?[] args)
    {
        if (!condition)
            Fail(format, args);
    }

    /// <inheritdoc/>
    public void AssertFalse(bool condition, string format = "", params object?[] args) =>
        AssertTrue(!condition, format, args);

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args) =>
        AssertEqual(expected, actual, EqualityComparer<T>.Default.Equals, format, args);

    /// <inheritdoc/>
    public void AssertEqual<T>(
        T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        if (comparer(expected, actual))
            return;
        var hint = args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
        throw new XunitException(
            $"{hint}{Environment.NewLine}Expected: {expected}{Environment.NewLine}Actual:   {actual}");
    }
}
