using Argo.Storage.Tests.Crash;

namespace Argo.Storage.Tests.Databases;

public sealed class SqliteCrashTests() : CrashTests(new TempStore());
