using Argo.Storage.Tests.Writing;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresGroupCommitTests(PostgresServer server)
    : GroupCommitTests(new PostgresDatabaseFixture(server.NewSchema()));
