namespace Argo.Hosting.Diagnostics;

/// <summary>Looks at a data directory and its workspaces, and changes nothing.</summary>
public interface IArgoDoctor
{
    /// <summary>Looks at everything; what cannot be read is a finding, not an exception.</summary>
    /// <param name="workspace">
    /// A workspace to look at beside those that the store knows: a directory, or a name; null for none.
    /// </param>
    /// <exception cref="ArgoException">The workspace is neither a directory nor a name.</exception>
    DoctorReport Examine(string? workspace = null);
}
