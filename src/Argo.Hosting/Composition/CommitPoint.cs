namespace Argo.Hosting.Composition;

/// <summary>How the failpoints around a journal write are called.</summary>
internal static class CommitPoint
{
    /// <summary><c>rollback-rolling-back.v1</c> is the claim; the others are named as the event is.</summary>
    public static string Of(string manifest)
    {
        var name = manifest.Replace("rollback-", "", StringComparison.Ordinal)
            .Split('.')[0].Replace('-', '_');
        return $"commit.{(name == "rolling_back" ? "claim" : name)}";
    }
}
