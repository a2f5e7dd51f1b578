using Argo.Benchmarks.Engine;

return args switch
{
    ["engine"] => await EngineBenchmarks.RunAsync(),
    ["first-ask"] => await FirstAsk.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- engine");
    return 2;
}
