using Argo.Tests.Shared;

namespace Argo.Storage.Tests;

[Collection(PostgresFixture.Name)]
public sealed class PostgresJournalSpecs(PostgresServer server)
    : JournalSpecs(new PostgresBench(server.NewSchema()));
