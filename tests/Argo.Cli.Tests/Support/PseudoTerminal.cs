using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Argo.Cli.Tests.Support;

/// <summary>A real terminal device, and the program before it: keys go in, what is shown comes out.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2; // O_RDWR
    private const int NoControllingTerminal = 0x100; // O_NOCTTY
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly FileStream _master;
    private readonly SafeFileHandle _slave;
    private readonly string _name;
    private readonly StringBuilder _shown = new();
    private readonly CancellationTokenSource _late = new(Deadline);
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public PseudoTerminal()
    {
        var master = OpenMaster(ReadWrite | NoControllingTerminal);
        Assert.True(master >= 0 && Grant(master) == 0 && Unlock(master) == 0, "there is no pseudo terminal");
        var name = new byte[128];
        Assert.Equal(0, NameOf(master, name, (nuint)name.Length));
        _name = Encoding.ASCII.GetString(name.AsSpan(0, Array.IndexOf(name, (byte)0)));
        // held open from the start, so that keys are kept before the program reads them
        _slave = File.OpenHandle(_name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        _master = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, 0);
    }

    /// <summary>Starts the program with the terminal as its three streams.</summary>
    public void Start(ProcessStartInfo program)
    {
        var words = program.ArgumentList.Prepend(program.FileName).ToArray();
        program.FileName = "sh";
        program.ArgumentList.Clear();
        foreach (var word in (string[])["-c", "t=$1; shift; exec \"$@\" <$t >$t 2>&1", "sh", _name, .. words])
            program.ArgumentList.Add(word);
        program.RedirectStandardInput = false;
        program.RedirectStandardOutput = false;
        program.RedirectStandardError = false;
        _process = Process.Start(program)!;
        new Thread(Read) { IsBackground = true }.Start();
    }

    /// <summary>Keys as a person types them; a line feed is the Enter key.</summary>
    public void Type(string keys)
    {
        _master.Write(Encoding.UTF8.GetBytes(keys));
        _master.Flush();
    }

    /// <summary>Waits until a text is shown.</summary>
    public async Task UntilAsync(string text)
    {
        while (!Shown.Contains(text, StringComparison.Ordinal))
        {
            var ended = _process!.WaitForExitAsync(_late.Token);
            Assert.True(
                await Task.WhenAny(More(), ended).WaitAsync(_late.Token) != ended
                    || Shown.Contains(text, StringComparison.Ordinal),
                $"it ended without '{text}':\n{Shown}");
        }
    }

    public async Task<CliResult> EndAsync()
    {
        await _process!.WaitForExitAsync(_late.Token);
        return new CliResult(_process.ExitCode, Shown, "");
    }

    public string Shown
    {
        get
        {
            lock (_shown)
                return _shown.ToString();
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(); // a test failed before it ended
        _process?.Dispose();
        _slave.Dispose(); // ends the reading
        _master.Dispose();
        _late.Dispose();
    }

    private Task More()
    {
        lock (_shown)
            return _more.Task;
    }

    private void Read()
    {
        var bytes = new byte[4096];
        try
        {
            while (_master.Read(bytes) is > 0 and var count)
            {
                lock (_shown)
                {
                    _shown.Append(Encoding.UTF8.GetString(bytes, 0, count));
                    _more.TrySetResult();
                    _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // nobody holds the other end any more
        }
    }

    [DllImport("libc", EntryPoint = "posix_openpt")]
    private static extern int OpenMaster(int flags);

    [DllImport("libc", EntryPoint = "grantpt")]
    private static extern int Grant(int master);

    [DllImport("libc", EntryPoint = "unlockpt")]
    private static extern int Unlock(int master);

    [DllImport("libc", EntryPoint = "ptsname_r")]
    private static extern int NameOf(int master, byte[] name, nuint length);
}
