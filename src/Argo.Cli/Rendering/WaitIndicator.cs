namespace Argo.Cli.Rendering;

/// <summary>
/// Shows on stderr that something goes on, and for how long: a line redrawn in place on a terminal, else a
/// plain line now and then once it takes longer.
/// </summary>
internal sealed class WaitIndicator : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Screen _screen;
    private readonly TimeProvider _time;
    private readonly Lock _drawing = new();
    private readonly long _began;
    private readonly ITimer? _timer;
    private string _doing;
    private TimeSpan _nextLine = BetweenLines;
    private bool _ended;

    /// <param name="screen">Where.</param>
    /// <param name="time">The clock.</param>
    /// <param name="doing">What goes on; already <see cref="Visible"/>.</param>
    public WaitIndicator(Screen screen, TimeProvider time, string doing)
    {
        (_screen, _time, _doing) = (screen, time, doing);
        _began = time.GetTimestamp();
        if (screen.Talks)
            _timer = time.CreateTimer(_ => Tick(), null, Beat, Beat);
    }

    /// <summary>Says that something else goes on now.</summary>
    public void Now(string doing)
    {
        lock (_drawing)
        {
            _doing = doing;
            if (_screen.CanRedraw && !_ended)
                Draw();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_drawing)
            _ended = true;
        _screen.ClearLine();
    }

    private void Tick()
    {
        lock (_drawing)
        {
            if (_ended)
                return;
            if (_screen.CanRedraw)
                Draw();
            else if (_time.GetElapsedTime(_began) is var elapsed && elapsed >= _nextLine)
            {
                _nextLine = elapsed + BetweenLines;
                _screen.Say($"{_doing}, {Words.Duration(elapsed.TotalMilliseconds)} so far");
            }
        }
    }

    private void Draw()
    {
        var seconds = (int)_time.GetElapsedTime(_began).TotalSeconds;
        _screen.Redraw(seconds < 1 ? _doing : $"{_doing}, {seconds} s");
    }
}
