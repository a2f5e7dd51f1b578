namespace Argo.Storage.Tests;

public sealed class SqliteCrashSpecs() : CrashSpecs(new TempStore());
