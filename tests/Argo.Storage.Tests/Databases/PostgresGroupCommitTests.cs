using Argo.Storage.Tests.Writing;
using Argo.Tests.Shared;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresGroupCommitTests(PostgresServer server)
    : GroupCommitTests(new PostgresDatabaseFixture(server.NewSchema()));
