namespace Argo.Storage.Tests;

public sealed class SqliteReportSpecs() : ReportSpecs(new TempStore());
