namespace Akka.Conformance.Tests;

/// <summary>Runs code on a thread that no actor and no test kit has ever used.</summary>
internal static class Outside
{
    internal static Exception? Catch(Action code)
    {
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(code));
        thread.Start();
        thread.Join();
        return caught;
    }
}
