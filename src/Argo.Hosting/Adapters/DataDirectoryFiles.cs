namespace Argo.Hosting.Adapters;

/// <summary>What lies where in a data directory.</summary>
internal static class DataDirectoryFiles
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "ARGO_DATA";

    private const string DatabaseName = "argo.db";
    private const string KeyName = "host-key.pem";
    private const string PublicKeysName = "host-keys";
    private const string TrustedKeysName = "trusted-keys";
    private const string ContentsName = "contents";

    /// <summary>What nobody else may be able to change.</summary>
    public static readonly string[] Guarded =
    [
        DatabaseName, $"{DatabaseName}-wal", $"{DatabaseName}-shm", KeyName, PublicKeysName, TrustedKeysName,
        ContentsName,
    ];

    /// <summary>What the environment says; null where it says nothing.</summary>
    public static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>The SQLite database.</summary>
    public static string Database(string directory) => Path.Combine(directory, DatabaseName);

    /// <summary>The private key that the host signs with.</summary>
    public static string Key(string directory) => Path.Combine(directory, KeyName);

    /// <summary>The public halves of every key that the host has had.</summary>
    public static string PublicKeys(string directory) => Path.Combine(directory, PublicKeysName);

    /// <summary>The public keys of other hosts that a person trusts.</summary>
    public static string TrustedKeys(string directory) => Path.Combine(directory, TrustedKeysName);

    /// <summary>The contents that plans brought along.</summary>
    public static string Contents(string directory) => Path.Combine(directory, ContentsName);

    /// <summary>The log of the program, where the settings choose no other.</summary>
    public static string Log(string directory) => Path.Combine(directory, "argo.log");
}
