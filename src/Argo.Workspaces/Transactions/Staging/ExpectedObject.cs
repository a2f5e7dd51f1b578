using Argo.Artifacts.Files;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>What must be at a path while an execution runs.</summary>
/// <param name="Path">Where.</param>
/// <param name="Identity">Which object.</param>
/// <param name="Tree">What it holds, where it is a directory.</param>
internal sealed record ExpectedObject(string Path, FileIdentity Identity, ExpectedTree? Tree);
