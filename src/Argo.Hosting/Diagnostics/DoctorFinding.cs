namespace Argo.Hosting.Diagnostics;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Check">What was checked: <c>data_directory</c>, <c>store</c>, <c>key</c>, <c>workspace</c>,
/// <c>security</c>, <c>clock</c>, <c>execution</c>.</param>
/// <param name="Subject">What it was checked of: a path, a workspace's name or an execution's id.</param>
/// <param name="Status">What the doctor thinks of it.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">What to type or do by hand; null when nothing is to be done.</param>
public sealed record DoctorFinding(
    string Check, string Subject, DoctorStatus Status, string Detail, string? Remedy = null);
