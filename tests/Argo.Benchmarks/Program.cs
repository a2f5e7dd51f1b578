using Argo.Benchmarks.Engine;
using Argo.Benchmarks.Observer;

return args switch
{
    ["engine"] => await EngineBenchmarks.RunAsync(),
    ["observer"] => ObserverBenchmarks.Run(),
    ["first-ask"] => await FirstAsk.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- engine|observer");
    return 2;
}
