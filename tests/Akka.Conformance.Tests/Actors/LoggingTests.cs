using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class LoggingTests : ConformanceTest
{
    [Fact]
    public void Entry_of_an_actor_should_carry_its_path_and_type()
    {
        Sys.EventStream.Subscribe<Info>(TestActor);
        var actor = ActorOf(
            Scripted.Props(a => a.On<string>(s => a.Context.GetLogger().Info("got {0} at {1}", s, 7))),
            "me");
        actor.Tell("x");
        var entry = ExpectMsg<Info>();
        Assert.Equal("got x at 7", entry.Message.ToString());
        Assert.StartsWith(actor.Path.ToString(), entry.LogSource, StringComparison.Ordinal);
        Assert.Equal(typeof(Scripted), entry.LogClass);
    }

    [Fact]
    public void Each_level_should_have_an_event_of_its_own()
    {
        foreach (var type in new[] { typeof(Info), typeof(Warning), typeof(Error) })
            Sys.EventStream.Subscribe(TestActor, type);
        Log.Info("i");
        Log.Warning("w");
        Log.Error("e");
        Assert.Equal(LogLevel.InfoLevel, ExpectMsg<Info>().LogLevel());
        Assert.Equal(LogLevel.WarningLevel, ExpectMsg<Warning>().LogLevel());
        Assert.Equal(LogLevel.ErrorLevel, ExpectMsg<Error>().LogLevel());
    }

    [Fact]
    public void Exception_should_be_the_cause()
    {
        Sys.EventStream.Subscribe<Error>(TestActor);
        var cause = new InvalidOperationException("because");
        Log.Error(cause, "failed at {0}", 3);
        var entry = ExpectMsg<Error>();
        Assert.Same(cause, entry.Cause);
        Assert.Equal("failed at 3", entry.Message.ToString());
        Assert.Contains("because", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Level_below_the_systems_should_not_be_published()
    {
        Sys.EventStream.SetLogLevel(LogLevel.WarningLevel);
        Sys.EventStream.Subscribe<LogEvent>(TestActor);
        var log = Logging.GetLogger(Sys, this);
        Assert.False(log.IsInfoEnabled);
        Assert.True(log.IsWarningEnabled);
        log.Info("no");
        log.Warning("yes");
        Assert.Equal("yes", ExpectMsg<LogEvent>().Message.ToString());
    }

    [Fact]
    public void Logger_of_a_system_should_name_its_source()
    {
        Sys.EventStream.Subscribe<Warning>(TestActor);
        Logging.GetLogger(Sys, typeof(LoggingTests)).Warning("x");
        Assert.Contains(nameof(LoggingTests), ExpectMsg<Warning>().LogSource, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_and_levels_should_match()
    {
        Assert.Equal(LogLevel.WarningLevel, Logging.LogLevelFor("WARNING"));
        Assert.Equal(typeof(Error), LogLevel.ErrorLevel.ClassFor());
        Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud"));
    }
}
