namespace Argo.Hosting.Evidence;

/// <summary>What an export holds.</summary>
public enum ExportFormat
{
    /// <summary>Argo's own artifacts: record, result and receipt of each execution.</summary>
    Argo,

    /// <summary>W3C PROV-JSON, one document an execution.</summary>
    Prov,
}
