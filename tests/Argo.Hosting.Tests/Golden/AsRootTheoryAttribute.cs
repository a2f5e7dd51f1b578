namespace Argo.Hosting.Tests.Golden;

/// <summary>
/// A test of files that belong to root, from an archive: only root can unpack them as they were.
/// </summary>
internal sealed class AsRootTheoryAttribute : TheoryAttribute
{
    public AsRootTheoryAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "NOT TESTED HERE: the files of the archive belong to root; run the tests as root.";
    }
}
