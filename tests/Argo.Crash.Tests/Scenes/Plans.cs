namespace Argo.Crash.Tests.Scenes;

/// <summary>The tree that the tests start from, and what they do to it.</summary>
internal static class Plans
{
    /// <summary>
    /// Every kind of swap, two of them on one path, some inside what the plan itself makes.
    /// </summary>
    private const string Steps = """
        {"step_id":1,"action_type":"write","operation":"overwrite","target":"a.txt","parameters":{"content":"first\n"}},
        {"step_id":2,"action_type":"write","operation":"create","target":"new.txt","parameters":{"content":"new\n","mode":"0600"}},
        {"step_id":3,"action_type":"create","operation":"mkdir","target":"made","parameters":{"kind":"directory"}},
        {"step_id":4,"action_type":"write","operation":"nested","target":"made/deep/er/n.txt","parameters":{"content":"nested\n","create_parents":true}},
        {"step_id":5,"action_type":"delete","operation":"delete","target":"gone.txt","parameters":{}},
        {"step_id":6,"action_type":"delete","operation":"rmtree","target":"old","parameters":{"recursive":true}},
        {"step_id":7,"action_type":"modify","operation":"edit","target":"notes.txt","parameters":{"edits":[{"find":"draft","replace":"final","count":1}]}},
        {"step_id":8,"action_type":"move","operation":"move","target":"mv.txt","parameters":{"destination":"made/moved.txt"}},
        {"step_id":9,"action_type":"copy","operation":"copy","target":"cp.txt","parameters":{"destination":"made/copied.txt"}},
        {"step_id":10,"action_type":"chmod","operation":"chmod","target":"tool.sh","parameters":{"mode":"0755"}},
        {"step_id":11,"action_type":"write","operation":"again","target":"a.txt","parameters":{"content":"second\n"}},
        {"step_id":12,"action_type":"move","operation":"replace","target":"over.txt","parameters":{"destination":"under.txt","overwrite":true}},
        {"step_id":13,"action_type":"delete","operation":"unlink","target":"link","parameters":{}}
        """;

    public static string Everything => $$"""
        {"schema_version":"1.2.0","plan_id":"plan-crash","intent_id":"intent-crash","transcription_id":"transcription-crash",
         "steps":[{{Steps}}]}
        """;

    public static void Seed(string root)
    {
        Put(root, "a.txt", "before\n", "0640");
        Put(root, "gone.txt", "to be deleted\n");
        Put(root, "old/one.txt", "one\n");
        Put(root, "old/sub/two.txt", "two\n", "0600");
        File.CreateSymbolicLink(Path.Combine(root, "old/dangling"), "nowhere");
        Put(root, "notes.txt", "a draft of notes\n");
        Put(root, "mv.txt", "moved\n");
        Put(root, "cp.txt", "copied\n");
        Put(root, "tool.sh", "#!/bin/sh\n");
        Put(root, "over.txt", "over\n");
        Put(root, "under.txt", "under\n", "0604");
        File.CreateSymbolicLink(Path.Combine(root, "link"), "a.txt");
        Put(root, "kept/bystander.txt", "nobody's business\n");
    }

    private static void Put(string root, string path, string text, string mode = "0644")
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        File.SetUnixFileMode(full, (UnixFileMode)Convert.ToInt32(mode, 8));
    }
}
