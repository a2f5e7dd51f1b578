namespace Argo.Storage.Tests;

/// <summary>
/// A test of permissions, which do not bind root: reported as skipped there, never as passed.
/// </summary>
public sealed class NotAsRootFactAttribute : FactAttribute
{
    public NotAsRootFactAttribute()
    {
        if (Environment.IsPrivilegedProcess)
            Skip = "NOT TESTED HERE: permissions do not bind root; run the tests as an ordinary user.";
    }
}
