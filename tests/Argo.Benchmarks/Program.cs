using Argo.Benchmarks.Engine;
using Argo.Benchmarks.Observer;
using Argo.Benchmarks.Storage;

return args switch
{
    ["engine"] => await EngineBenchmarks.RunAsync(),
    ["observer"] => ObserverBenchmarks.Run(),
    ["storage"] => await StorageBenchmarks.RunAsync(),
    ["first-ask"] => await FirstAsk.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- engine|storage|observer");
    return 2;
}
