using Argo.Storage.Tests.Evidence;

namespace Argo.Storage.Tests.Databases;

public sealed class SqliteReportTests() : ReportTests(new TempStore());
