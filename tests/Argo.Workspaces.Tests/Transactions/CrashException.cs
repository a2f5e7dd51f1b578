namespace Argo.Workspaces.Tests.Transactions;

/// <summary>Stands for the process being killed: nothing of Argo's own catches it.</summary>
public sealed class CrashException : Exception
{
    public CrashException()
    {
    }

    public CrashException(string message)
        : base(message)
    {
    }

    public CrashException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
