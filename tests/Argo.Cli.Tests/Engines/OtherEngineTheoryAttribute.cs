namespace Argo.Cli.Tests.Engines;

/// <summary>
/// A test that needs the program built with the other actor engine: skipped where it is not named, never passed.
/// </summary>
public sealed class OtherEngineTheoryAttribute : TheoryAttribute
{
    private const string Variable = "ARGO_OTHER_ENGINE";

    public OtherEngineTheoryAttribute() => Skip = Program is not null
        ? null
        : $"NOT TESTED HERE: {Variable} does not name an argo.dll that was built with the other actor engine; "
            + ".ci/run builds it where Akka's packages restore.";

    public static string? Program =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
}
