namespace Argo.Workspaces.Tests.Attacks;

/// <summary>Where an attack stands.</summary>
internal enum AttackPosition
{
    /// <summary>At the path itself.</summary>
    Final,

    /// <summary>At the directory that holds it.</summary>
    Parent,

    /// <summary>At a directory above that one, in the middle of the path.</summary>
    Above,
}
