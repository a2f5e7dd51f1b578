using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class NameTests : ConformanceTest
{
    private static Props Idle => Scripted.Props(a => a.On<object>(_ => { }));

    [Fact]
    public void Name_in_use_should_be_refused()
    {
        ActorOf(Idle, "one");
        Assert.Throws<InvalidActorNameException>(() => ActorOf(Idle, "one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$dollar")]
    [InlineData("with space")]
    [InlineData("with/slash")]
    [InlineData("ümlaut")]
    [InlineData("half%2")]
    public void Name_that_is_not_allowed_should_be_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => ActorOf(Idle, name));

    [Theory]
    [InlineData("plain")]
    [InlineData("a\"quote\"")]
    [InlineData("a-b_c.d*e+f:g@h&i=j,k!l~m'n;o(p)")]
    [InlineData("%C3%BCmlaut")]
    public void Name_that_is_allowed_should_be_taken(string name) =>
        Assert.Equal(name, ActorOf(Idle, name).Path.Name);

    [Fact]
    public void Escaped_text_should_be_allowed() =>
        Assert.Equal("two%20words", ActorOf(Idle, Uri.EscapeDataString("two words")).Path.Name);

    [Fact]
    public void Name_should_be_free_again_when_the_parent_hears_of_the_end()
    {
        // Others that watch may hear of it before the parent does.
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Context.Stop(a.Context.Watch(a.Context.ActorOf(Idle, "again")));
                a.On<Terminated>(t =>
                {
                    TestActor.Tell(t.ActorRef);
                    TestActor.Tell(a.Context.ActorOf(Idle, "again"));
                });
            }));
        var (first, second) = (ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>());
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
    }

    [Fact]
    public void Name_should_not_be_free_while_the_child_is_stopping()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    var child = a.Context.ActorOf(Idle, "child");
                    a.Context.Stop(child);
                    var refused = Record.Exception(() => a.Context.ActorOf(Idle, "child"));
                    a.Sender.Tell(refused?.GetType().Name ?? "taken");
                })));
        parent.Tell("go");
        ExpectMsg(nameof(InvalidActorNameException));
    }

    [Fact]
    public void Actors_without_a_name_should_get_different_ones_that_begin_with_a_dollar()
    {
        var names = Enumerable.Range(0, 200).Select(_ => ActorOf(Idle).Path.Name).ToArray();
        Assert.Equal(200, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith("$", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Path_should_show_system_and_parents()
    {
        var parent = ActorOf(
            Scripted.Props(a => a.On<string>(_ => a.Sender.Tell(a.Context.ActorOf(Idle, "b")))),
            "a");
        parent.Tell("go");
        var child = ExpectMsg<IActorRef>();
        Assert.Equal($"akka://{Sys.Name}/user/a/b", child.Path.ToString());
        Assert.Equal("/user/a/b", child.Path.ToStringWithoutAddress());
        Assert.Equal(["user", "a", "b"], child.Path.Elements);
        Assert.Equal(parent.Path, child.Path.Parent);
    }

    [Fact]
    public void Path_should_be_read_back_from_its_text()
    {
        var actor = ActorOf(Idle, "a");
        Assert.Equal(actor.Path, ActorPath.Parse(actor.Path.ToString()));
        Assert.Equal(actor.Path.Uid, ActorPath.Parse(actor.Path.ToSerializationFormat()).Uid);
        Assert.Equal("", actor.Path.Root.Name);
        Assert.False(ActorPath.TryParse("nonsense", out _));
    }

    [Fact]
    public void Children_should_be_found_by_name_and_listed()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    var child = a.Context.ActorOf(Idle, "kid");
                    a.Context.ActorOf(Idle, "other");
                    a.Sender.Tell(a.Context.Child("kid").Equals(child));
                    a.Sender.Tell(a.Context.Child("stranger").IsNobody());
                    a.Sender.Tell(string.Join(",", a.Context.GetChildren().Select(c => c.Path.Name).Order()));
                })));
        parent.Tell("go");
        ExpectMsg(true);
        ExpectMsg(true);
        ExpectMsg("kid,other");
    }
}
