namespace Argo.Hosting;

/// <summary>A name of a workspace.</summary>
/// <param name="Name">The name.</param>
/// <param name="Root">The absolute path of the directory.</param>
/// <param name="AddedBy">Who registered it; null for one of the settings, or of an earlier version.</param>
/// <param name="AddedAt">When it was registered, UTC; null for one of the settings.</param>
/// <param name="IsInForce">
/// Whether it stands for the directory. One that an earlier version registered by itself does not.
/// </param>
public sealed record NamedWorkspace(
    string Name, string Root, string? AddedBy, DateTimeOffset? AddedAt, bool IsInForce);
