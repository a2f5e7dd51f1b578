using Argo.Storage.Tests.Evidence;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresApprovalTests(PostgresServer server)
    : ApprovalTests(new PostgresDatabaseFixture(server.NewSchema()));
