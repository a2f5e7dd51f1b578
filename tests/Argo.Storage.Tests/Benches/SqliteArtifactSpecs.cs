namespace Argo.Storage.Tests;

public sealed class SqliteArtifactSpecs() : ArtifactSpecs(new TempStore());
