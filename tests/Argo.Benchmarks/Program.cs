using Argo.Benchmarks.Engine;
using Argo.Benchmarks.Storage;

return args switch
{
    ["engine"] => await EngineBenchmarks.RunAsync(),
    ["storage"] => await StorageBenchmarks.RunAsync(),
    ["first-ask"] => await FirstAsk.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- engine|storage");
    return 2;
}
