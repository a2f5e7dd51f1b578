using System.Runtime.InteropServices;

namespace Argo.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal: the first asks for a safe stop, a second never kills an execution.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _executing;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal that came first; null when none came.</summary>
    public int? Exit { get; private set; }

    /// <summary>Told of every signal; the argument says whether it is the first.</summary>
    public Action<bool>? Noted { get; set; }

    /// <summary>Listens to the process's signals until it is disposed.</summary>
    public static Interruption OfProcess()
    {
        var interruption = new Interruption();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, interruption.OnSignal));
        return interruption;
    }

    /// <summary>
    /// While the result lives, no signal ends the process: whatever runs comes to its safe end first.
    /// </summary>
    public IDisposable HoldUntilSafe()
    {
        Interlocked.Increment(ref _executing);
        return new Hold(this);
    }

    /// <summary>What a signal does.</summary>
    /// <returns>Whether the process goes on.</returns>
    public bool Note(PosixSignal signal)
    {
        var first = Exit is null;
        Exit ??= signal is PosixSignal.SIGINT ? ExitCode.Interrupted : ExitCode.Terminated;
        if (Volatile.Read(ref _executing) > 0)
            Noted?.Invoke(first);
        _source.Cancel();
        return first || Volatile.Read(ref _executing) > 0;
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context) => context.Cancel = Note(context.Signal);

    private sealed class Hold(Interruption owner) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref owner._executing);
    }
}
