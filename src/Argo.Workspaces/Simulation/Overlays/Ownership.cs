using Argo.Workspaces.Access;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>Whose an object is that the plan makes, and what it passes on.</summary>
/// <param name="Uid">Its owner.</param>
/// <param name="Gid">Its group.</param>
/// <param name="Acl">Its access control list; null where the bits say all.</param>
/// <param name="DefaultAcl">What a directory gives to what is made in it; null for nothing.</param>
internal sealed record Ownership(uint Uid, uint Gid, PosixAcl? Acl, PosixAcl? DefaultAcl);
