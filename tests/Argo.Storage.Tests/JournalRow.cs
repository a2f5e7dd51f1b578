namespace Argo.Storage.Tests;

/// <summary>One event of a stream.</summary>
internal sealed record JournalRow(string PersistenceId, long SequenceNr);
