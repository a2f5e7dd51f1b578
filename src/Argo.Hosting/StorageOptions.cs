namespace Argo.Hosting;

/// <summary>Which database the store is in; the section <c>argo:storage</c> of <c>argo.json</c>.</summary>
public sealed record StorageOptions
{
    /// <summary>
    /// <c>sqlite</c> (a file in the data directory, the default) or <c>postgresql</c>; case does not matter.
    /// </summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>
    /// Npgsql's connection string, such as <c>Host=db;Database=argo;Username=argo</c>; for PostgreSQL only. A password
    /// is better kept in <c>PGPASSWORD</c> or a password file.
    /// </summary>
    public string? ConnectionString { get; set; }
}
