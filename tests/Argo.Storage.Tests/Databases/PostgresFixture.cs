using Argo.TestSupport;

namespace Argo.Storage.Tests.Databases;

/// <summary>One server for all classes that need it; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresFixture : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres";
}
