using Argo.Actors.Observation;
using Argo.Actors.Tests.Doubles;

namespace Argo.Actors.Tests.Observation;

/// <summary>A monitor is the host's own code: it may be slow, throw, or never come back.</summary>
public sealed class SecurityProbeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private readonly ActorHarness.Monitor _monitor = new();

    [Fact]
    public async Task What_the_monitor_says_should_be_told() =>
        Assert.Equal(Some.Secure, (await new SecurityProbe(_monitor, Long).ReadAsync()).Value);

    [Fact]
    public async Task Each_question_should_be_put_to_the_monitor_anew()
    {
        var probe = new SecurityProbe(_monitor, Long);
        await probe.ReadAsync();
        _monitor.Reading = SecurityReading.Unknown;
        Assert.Equal(SecurityReading.Unknown, (await probe.ReadAsync()).Value);
    }

    [Fact]
    public async Task A_monitor_that_throws_should_be_a_fault_with_its_words()
    {
        _monitor.Fault = new InvalidOperationException("the sensor is gone.");
        Assert.Equal("the sensor is gone", (await new SecurityProbe(_monitor, Long).ReadAsync()).Fault);
    }

    [Fact]
    public async Task A_monitor_that_does_not_answer_should_be_a_fault_and_be_waited_for_once()
    {
        using var release = new ManualResetEventSlim();
        var readings = 0;
        _monitor.OnRead = () =>
        {
            Interlocked.Increment(ref readings);
            release.Wait();
        };
        var probe = new SecurityProbe(_monitor, Short);

        Assert.Contains("has not answered", (await probe.ReadAsync()).Fault, StringComparison.Ordinal);
        Assert.NotNull((await probe.ReadAsync()).Fault);

        Assert.Equal(1, readings);
        release.Set();
        while ((await probe.ReadAsync()).Fault is not null)
            await Task.Yield(); // it answers again from here on
    }
}
