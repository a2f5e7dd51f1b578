namespace Argo.Storage.Tests;

public sealed class SqliteJournalSpecs() : JournalSpecs(new TempStore());
