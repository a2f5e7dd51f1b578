namespace Argo.Storage.Tests;

public sealed class SqliteApprovalSpecs() : ApprovalSpecs(new TempStore());
