using Argo.TestSupport;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Argo.Storage.Tests.Databases;

/// <summary>
/// A test that runs on both databases: reported as skipped where its class needs PostgreSQL and there is
/// none.
/// </summary>
[XunitTestCaseDiscoverer("Argo.Storage.Tests.Databases.StoreFactAttribute+Discoverer", "Argo.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute
{
    internal static string? WhyNot(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(CollectionAttribute)).Any()
            ? PostgresServer.WhyNot
            : null;

    /// <summary>Made by xunit, by its name.</summary>
    public sealed class Discoverer(IMessageSink sink) : FactDiscoverer(sink)
    {
        protected override IXunitTestCase CreateTestCase(
            ITestFrameworkDiscoveryOptions discoveryOptions,
            ITestMethod testMethod,
            IAttributeInfo factAttribute) =>
            WhyNot(testMethod) is { } reason
                ? new XunitSkippedDataRowTestCase(
                    DiagnosticMessageSink,
                    discoveryOptions.MethodDisplayOrDefault(),
                    discoveryOptions.MethodDisplayOptionsOrDefault(),
                    testMethod, reason)
                : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }
}
