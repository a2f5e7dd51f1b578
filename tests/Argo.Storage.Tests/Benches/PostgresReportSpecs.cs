using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresReportSpecs(PostgresServer server)
    : ReportSpecs(new PostgresBench(server.NewSchema()));
