using Argo.Storage.Tests.Evidence;
using Argo.Tests.Shared;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresApprovalTests(PostgresServer server)
    : ApprovalTests(new PostgresDatabaseFixture(server.NewSchema()));
