using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresGroupCommitSpecs(PostgresServer server)
    : GroupCommitSpecs(new PostgresBench(server.NewSchema()));
