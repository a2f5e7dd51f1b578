namespace Argo.Hosting;

/// <summary>Looks at a data directory and its workspaces, and changes nothing.</summary>
public interface IArgoDoctor
{
    /// <summary>Looks at everything; what cannot be read is a finding, not an exception.</summary>
    DoctorReport Examine();
}
