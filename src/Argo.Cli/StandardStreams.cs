using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Argo.Cli;

/// <summary>
/// The three streams that a program is started with. One that was closed is a trap: its number is given to
/// the next file that is opened, the runtime's own pipes or a staged file of a plan, and what is written for
/// a person would go there.
/// </summary>
/// <remarks>
/// What was handed over by the parent survived an exec, so it is not marked close-on-exec; everything that
/// the runtime opens is.
/// </remarks>
internal sealed class StandardStreams
{
    private const long CloseOnExec = 0x80000;

    private static readonly List<SafeFileHandle> Placeholders = []; // open as long as the process lives

    private StandardStreams(bool hasIn, bool hasOut, bool hasError) =>
        (HasIn, HasOut, HasError) = (hasIn, hasOut, hasError);

    /// <summary>All three are there.</summary>
    public static StandardStreams All { get; } = new(true, true, true);

    public bool HasIn { get; }

    public bool HasOut { get; }

    public bool HasError { get; }

    /// <summary>
    /// Looks at the three, and makes sure that nothing is read from or written to one that is not.
    /// </summary>
    public static StandardStreams Secure()
    {
        var found = new StandardStreams(WasHandedOver(0), WasHandedOver(1), WasHandedOver(2));
        if (!found.HasIn)
            Console.SetIn(TextReader.Null);
        if (!found.HasOut)
            Console.SetOut(TextWriter.Null);
        if (!found.HasError)
            Console.SetError(TextWriter.Null);
        while (Enumerable.Range(0, 3).Any(number => FlagsOf(number) is null) && Placeholders.Count < 3)
            Placeholders.Add(File.OpenHandle("/dev/null")); // takes the lowest number that is free
        return found;
    }

    private static bool WasHandedOver(int number) =>
        !Directory.Exists("/proc/self/fdinfo") || FlagsOf(number) is { } flags && (flags & CloseOnExec) == 0;

    /// <summary>The flags of an open descriptor; null when it is closed, or cannot be looked at.</summary>
    private static long? FlagsOf(int number)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{number}");
            var line = File.ReadLines(path)
                .FirstOrDefault(text => text.StartsWith("flags:", StringComparison.Ordinal));
            return line is null ? null : Convert.ToInt64(line["flags:".Length..].Trim(), 8);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
