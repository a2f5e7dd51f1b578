namespace Akka;

/// <summary>The result of something that has no result but its end.</summary>
public sealed class Done
{
    /// <summary>The only instance.</summary>
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
