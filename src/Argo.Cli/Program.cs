using Argo.Cli;

var streams = StandardStreams.Secure(); // before anything else is opened
using var interruption = Interruption.OfProcess();
return await ArgoProgram.RunAsync(args, CliEnvironment.OfProcess(streams), interruption)
    .ConfigureAwait(false);
