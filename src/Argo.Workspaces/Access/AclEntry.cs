namespace Argo.Workspaces.Access;

/// <summary>One line of an access control list.</summary>
/// <param name="Tag">Whom it is for.</param>
/// <param name="Rights">Read 4, write 2, execute 1.</param>
/// <param name="Id">The user or group that a named entry is for.</param>
internal readonly record struct AclEntry(AclTag Tag, int Rights, uint Id);
