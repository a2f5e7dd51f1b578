using Argo.Storage.Sql;

namespace Argo.Storage.Writing;

/// <summary>
/// Reads on the writer's own connection: the only one there is when the file is locked exclusively.
/// </summary>
internal sealed class WriterReads(GroupCommitWriter writer) : IReads
{
    public Task<T> ReadAsync<T>(Func<SqlSession, T> query) => writer.SubmitAsync(query);
}
