namespace Quern.Generators.Parsing.Changes;

/// <summary>Gives out places in the list of results. A relation keeps its own; a new one gets the first that is free.</summary>
internal sealed class ResultSlots
{
    readonly HashSet<int> taken = [];
    int next;

    /// <summary>How many are in use.</summary>
    public int Taken => taken.Count;

    /// <summary>How long the list must be: one more than the last slot in use.</summary>
    public int Count { get; private set; }

    public void Take(int slot)
    {
        taken.Add(slot);
        Count = Math.Max(Count, slot + 1);
    }

    public int Next()
    {
        while (taken.Contains(next))
            next++;
        Take(next);
        return next;
    }
}
