using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresApprovalSpecs(PostgresServer server)
    : ApprovalSpecs(new PostgresBench(server.NewSchema()));
