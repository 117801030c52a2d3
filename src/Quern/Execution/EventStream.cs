namespace Quern.Execution;

/// <summary>Passes events on one at a time, whichever threads they come from.</summary>
/// <param name="observe">Is told each event. When it throws it is told nothing more.</param>
/// <param name="stop">Is called when it threw.</param>
sealed class EventStream(Action<RunEvent> observe, Action stop)
{
    readonly Lock gate = new();

    /// <summary>What the observer threw; null when it did not. A run must end in good order before it may pass this on.</summary>
    public Exception? Failure { get; private set; }

    public void Publish(RunEvent happened)
    {
        lock (gate)
        {
            if (Failure is not null)
                return;
            try
            {
                observe(happened);
            }
            catch (Exception e)
            {
                Failure = e;
                stop();
            }
        }
    }
}
