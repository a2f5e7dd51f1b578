using Argo.Storage.Tests.Evidence;
using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

[Collection(PostgresFixture.Name)]
public sealed class PostgresReportTests(PostgresServer server)
    : ReportTests(new PostgresDatabaseFixture(server.NewSchema()));
