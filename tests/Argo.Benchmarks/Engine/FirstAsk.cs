using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>
/// The time from the start of a process to the answer of its first ask, seen from inside that process.
/// </summary>
internal static class FirstAsk
{
    internal static async Task<double> MeasureAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FirstAsk).Assembly.Location);
        start.ArgumentList.Add("first-ask");
        using var process = Process.Start(start)!;
        var first = await process.StandardOutput.ReadLineAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(first!, CultureInfo.InvariantCulture);
    }

    internal static async Task<int> RunAsync()
    {
        using var system = ActorSystem.Create("first");
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        await echo.Ask<string>("question", TimeSpan.FromSeconds(5));
        using var self = Process.GetCurrentProcess();
        var took = DateTime.Now - self.StartTime;
        Console.WriteLine(took.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
