using System.Security.Cryptography;
using System.Text;

namespace Argo.Crash.Tests.Scenes;

/// <summary>What <see cref="Plans.Everything"/> must make of the seeded tree, worked out by hand.</summary>
internal static class ExpectedTree
{
    public static SortedDictionary<string, string> Of(SortedDictionary<string, string> before)
    {
        var after = new SortedDictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var gone in before.Keys.Where(IsGone).ToList())
            after.Remove(gone);
        after["a.txt"] = FileOf("640", "second\n");
        after["new.txt"] = FileOf("600", "new\n");
        after["made"] = after["made/deep"] = after["made/deep/er"] = before["kept"];
        after["made/deep/er/n.txt"] = FileOf("644", "nested\n");
        after["notes.txt"] = FileOf("644", "a final of notes\n");
        after["made/moved.txt"] = before["mv.txt"];
        after["made/copied.txt"] = before["cp.txt"];
        after["tool.sh"] = FileOf("755", "#!/bin/sh\n");
        after["under.txt"] = before["over.txt"];
        return after;
    }

    private static bool IsGone(string name) =>
        name is "gone.txt" or "old" or "mv.txt" or "over.txt" or "link"
            || name.StartsWith("old/", StringComparison.Ordinal);

    private static string FileOf(string mode, string text) =>
        $"file {mode} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))} at any time";
}
