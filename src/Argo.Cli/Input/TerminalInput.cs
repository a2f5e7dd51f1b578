using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argo.Cli.Input;

/// <summary>The terminal that stdin is.</summary>
/// <remarks>
/// It is read past <see cref="Console"/>, which reads ahead into a buffer that nobody can empty: a line
/// typed before a question would answer it.
/// </remarks>
internal static partial class TerminalInput
{
    private const int Stdin = 0;

    /// <summary>The lines that a person types; never read ahead.</summary>
    public static Stream Open() =>
        new FileStream(new SafeFileHandle(Stdin, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Throws away what was typed and not yet read.</summary>
    /// <exception cref="IOException">The terminal cannot do that, or has gone.</exception>
    public static void Discard()
    {
        var inputQueue = OperatingSystem.IsMacOS() ? 1 : 0; // TCIFLUSH
        if (FlushQueue(Stdin, inputQueue) != 0)
            throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
    }

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    private static partial int FlushQueue(int descriptor, int queue);
}
