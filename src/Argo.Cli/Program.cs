using Argo.Cli;

using var interruption = Interruption.OfProcess();
return await ArgoProgram.RunAsync(args, CliWorld.OfProcess(), interruption).ConfigureAwait(false);
