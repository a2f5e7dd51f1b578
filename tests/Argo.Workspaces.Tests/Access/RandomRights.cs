using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;

namespace Argo.Workspaces.Tests.Access;

/// <summary>Draws trees of which an ordinary user may do much but not all, and plans for them.</summary>
internal sealed class RandomRights(Random random)
{
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly uint[] Users = [OtherUser.Id, OtherUser.Id, OtherUser.Id, 0, 1234];
    private static readonly uint[] Groups = [OtherUser.Id, OtherUser.Team, 0, 5678];
    private static readonly string[] FileModes =
        ["0644", "0644", "0600", "0664", "0444", "0666", "0200", "0000", "0640", "4755", "2755"];

    private static readonly string[] DirectoryModes =
        ["0755", "0755", "0700", "0777", "1777", "2775", "0775", "0555", "0500", "0600", "0000", "2777"];

    /// <summary>Fills a workspace that is the user's own, as root.</summary>
    public void Grow(TempTree tree)
    {
        Give(tree.Root, OtherUser.Id, OtherUser.Id, Coin(0.8) ? "0755" : One(["2775", "1777", "0555"]));
        for (var count = random.Next(4, 10); count > 0; count--)
        {
            var path = Path();
            var isFile = Coin(0.5);
            var above = System.IO.Path.GetDirectoryName(tree.At(path))!;
            if (!Directory.Exists(above) || System.IO.Path.Exists(tree.At(path)))
                continue;
            if (isFile)
                File.WriteAllText(tree.At(path), "xyz\n");
            else
                Directory.CreateDirectory(tree.At(path));
            if (Coin(0.15) && isFile)
                TempTree.Run("setfattr", "-n", "user.note", "-v", "kept", tree.At(path));
            Give(tree.At(path), One(Users), One(Groups), One(isFile ? FileModes : DirectoryModes));
            if (Coin(0.15))
                Allow(tree.At(path), "-m", One(["rwx", "r-x", "---"]));
            if (Coin(0.15) && !isFile)
                Allow(tree.At(path), "-dm", "rwx");
        }
    }

    /// <summary>A step on a path that is likely to be there.</summary>
    public PlanStep Step() => random.Next(14) switch
    {
        0 => Some.Read(Path()),
        1 => Some.Query(Path()),
        2 or 3 => Some.Write(Path(), "new\n", Coin(0.3) ? One(FileModes) : null, parents: Coin()),
        4 => Some.Create(Path(), EntryKind.File, Coin(0.3) ? One(FileModes) : null),
        5 => Some.Directory(Path(), Coin() ? One(DirectoryModes) : null),
        6 => Some.Delete(Path(), recursive: true),
        7 or 8 => Some.Move(Path(), Path(), overwrite: Coin()),
        9 or 10 => Some.Copy(Path(), Path(), overwrite: Coin()),
        11 or 12 => Some.Chmod(Path(), One(Coin() ? FileModes : DirectoryModes)),
        _ => Some.Modify(Path(), "x", "yz"),
    };

    private static void Allow(string path, string list, string rights) =>
        TempTree.Run("setfacl", list, $"u:{OtherUser.Id}:{rights}", path);

    private static void Give(string path, uint user, uint group, string mode)
    {
        TempTree.Run("chown", string.Create(CultureInfo.InvariantCulture, $"{user}:{group}"), path);
        File.SetUnixFileMode(path, (UnixFileMode)Octal.Parse(mode));
    }

    private string Path() => string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => One(Names)));

    private bool Coin(double chance = 0.5) => random.NextDouble() < chance;

    private T One<T>(T[] choices) => choices[random.Next(choices.Length)];
}
