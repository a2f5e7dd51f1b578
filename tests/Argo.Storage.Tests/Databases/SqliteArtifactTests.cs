using Argo.Storage.Tests.Evidence;

namespace Argo.Storage.Tests.Databases;

public sealed class SqliteArtifactTests() : ArtifactTests(new TempStore());
