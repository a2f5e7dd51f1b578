namespace Argo.Storage.Sql;

/// <summary>Runs queries; what was committed before the call is seen.</summary>
internal interface IReads
{
    /// <exception cref="StoreException">The database cannot be read.</exception>
    Task<T> ReadAsync<T>(Func<SqlSession, T> query);
}
