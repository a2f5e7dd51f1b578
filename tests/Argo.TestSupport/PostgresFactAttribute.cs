namespace Argo.TestSupport;

/// <summary>
/// A test that needs a PostgreSQL server: reported as skipped where there is none, never as passed.
/// </summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
