using System.Diagnostics;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>Somebody else on the same disk, who writes and flushes all the time.</summary>
internal sealed class BackgroundWriter : IDisposable
{
    private readonly Process _process;

    public BackgroundWriter(string directory)
    {
        const string Loop = """
            i=0
            while :; do
              i=$((i + 1)); f=$0/n$((i % 7))
              echo $i > $f; sync $f; mv $f $0/r; sleep 0.02
            done
            """;
        Directory.CreateDirectory(directory);
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", Loop, directory])
        {
            WorkingDirectory = "/",
        })!;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
