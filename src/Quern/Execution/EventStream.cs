namespace Quern.Execution;

/// <summary>Passes events on one at a time, whichever threads they come from.</summary>
sealed class EventStream(Action<RunEvent> observe)
{
    readonly Lock gate = new();

    public void Publish(RunEvent happened)
    {
        lock (gate)
            observe(happened);
    }
}
