using Xunit.Abstractions;
using Xunit.Sdk;

namespace Argo.Storage.Tests.Databases;

/// <inheritdoc cref="StoreFactAttribute"/>
[XunitTestCaseDiscoverer(
    "Argo.Storage.Tests.Databases.StoreTheoryAttribute+Discoverer", "Argo.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute
{
    /// <summary>Made by xunit, by its name.</summary>
    public sealed class Discoverer(IMessageSink sink) : TheoryDiscoverer(sink)
    {
        protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
            ITestFrameworkDiscoveryOptions discoveryOptions,
            ITestMethod testMethod,
            IAttributeInfo theoryAttribute,
            object[] dataRow) =>
            StoreFactAttribute.WhyNot(testMethod) is { } reason
                ? CreateTestCasesForSkippedDataRow(
                    discoveryOptions, testMethod, theoryAttribute, dataRow, reason)
                : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);
    }
}
