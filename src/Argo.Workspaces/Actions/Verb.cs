using Argo.Artifacts.Actions;

namespace Argo.Workspaces.Actions;

/// <summary>A verb that a host adds.</summary>
/// <param name="Descriptor">What plans may say of it.</param>
/// <param name="Handler">What its steps do.</param>
public sealed record Verb(VerbDescriptor Descriptor, IVerbHandler Handler);
