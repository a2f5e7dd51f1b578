namespace Argo.Actors.Execution;

/// <summary>Makes facts of calls that may fail.</summary>
internal static class Observe
{
    /// <summary>What a call returns; what it throws becomes the fault.</summary>
    public static Observed<T> Of<T>(Func<T> look, T otherwise)
    {
        try
        {
            return look();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException) // code of others: anything comes
        {
            return Failed(otherwise, broken);
        }
    }

    /// <summary>The same of a call that takes a while.</summary>
    public static async Task<Observed<T>> OfAsync<T>(Func<Task<T>> look, T otherwise)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException) // the same
        {
            return Failed(otherwise, broken);
        }
    }

    /// <summary>A fact that could not be found out, and why.</summary>
    public static Observed<T> Failed<T>(T otherwise, Exception broken) =>
        new(otherwise, broken.Message.TrimEnd('.', ' '));
}
