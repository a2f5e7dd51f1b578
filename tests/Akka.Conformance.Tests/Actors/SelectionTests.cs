using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class SelectionTests : ConformanceTest
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Absolute_path_should_find_an_actor()
    {
        Named("a");
        Sys.ActorSelection("/user/a").Tell("x");
        ExpectMsg("a got x");
    }

    [Fact]
    public void Full_path_should_find_an_actor()
    {
        var actor = Named("a");
        Sys.ActorSelection(actor.Path.ToString()).Tell("x");
        ExpectMsg("a got x");
        Sys.ActorSelection(actor.Path).Tell("y");
        ExpectMsg("a got y");
    }

    [Fact]
    public async Task ResolveOne_should_give_the_reference() =>
        Assert.Equal(Named("a"), await Sys.ActorSelection("/user/a").ResolveOne(Long));

    [Fact]
    public async Task ResolveOne_should_fail_when_there_is_nobody() =>
        await Assert.ThrowsAsync<ActorNotFoundException>(() =>
            Sys.ActorSelection("/user/nobody").ResolveOne(Long));

    [Fact]
    public void Path_from_a_parent_should_find_its_child()
    {
        var parent = Named("a");
        parent.Tell(1);
        ExpectMsg<IActorRef>();
        Sys.ActorSelection(parent, "kid").Tell("x");
        ExpectMsg("kid got x");
    }

    [Fact]
    public void Two_dots_should_be_the_parent()
    {
        Named("a");
        var other = Named("b");
        Sys.ActorSelection(other, "../a").Tell("x");
        ExpectMsg("a got x");
    }

    [Fact]
    public void Star_should_be_all_children()
    {
        Named("a");
        Named("b");
        Sys.ActorSelection("/user/*").Tell("x");
        ExpectMsgAllOf("a got x", "b got x");
    }

    [Fact]
    public void Selection_in_an_actor_should_be_relative_to_it()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
                a.On<string>(s =>
                {
                    a.Context.ActorOf(
                        Scripted.Props(c => c.On<string>(t => TestActor.Tell($"kid {t}"))),
                        "kid");
                    a.Context.ActorSelection("kid").Tell(s);
                })));
        parent.Tell("x");
        ExpectMsg("kid x");
    }

    [Fact]
    public void Message_for_nobody_should_be_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        Sys.ActorSelection("/user/nobody").Tell("x");
        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("x", letter.Message);
        Assert.Equal("/user/nobody", letter.Recipient.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void Identify_by_path_should_be_answered_also_when_there_is_nobody()
    {
        var actor = Named("a");
        Sys.ActorSelection("/user/a").Tell(new Identify(1));
        Sys.ActorSelection("/user/nobody").Tell(new Identify(2));
        var answers = ReceiveN(2).Cast<ActorIdentity>().ToDictionary(i => (int)i.MessageId!, i => i.Subject);
        Assert.Equal(actor, answers[1]);
        Assert.Null(answers[2]);
    }

    [Fact]
    public async Task Selection_should_be_asked() => Assert.Equal(7, await Asked().Ask<int>(7, Long));

    private ActorSelection Asked()
    {
        ActorOf(Scripted.Props(a => a.On<int>(n => a.Sender.Tell(n))), "asked");
        return Sys.ActorSelection("/user/asked");
    }

    private IActorRef Named(string name) =>
        ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s => TestActor.Tell($"{name} got {s}"));
                a.On<int>(_ =>
                    a.Sender.Tell(
                        a.Context.ActorOf(
                            Scripted.Props(c => c.On<string>(s => TestActor.Tell($"kid got {s}"))),
                            "kid")));
            }),
            name);
}
