using Argo.Benchmarks.Observer;
using Argo.Benchmarks.Storage;

return args switch
{
    ["observer"] => ObserverBenchmarks.Run(),
    ["storage"] => await StorageBenchmarks.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- storage|observer");
    return 2;
}
