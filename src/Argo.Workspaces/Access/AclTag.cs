namespace Argo.Workspaces.Access;

/// <summary>Whom an entry of an access control list is for; the numbers are the kernel's.</summary>
internal enum AclTag
{
    Owner = 0x01,
    NamedUser = 0x02,
    OwningGroup = 0x04,
    NamedGroup = 0x08,
    Mask = 0x10,
    Others = 0x20,
}
