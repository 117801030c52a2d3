using System.Globalization;

namespace Quern.Relational.Printing;

/// <summary>Names in use. They compare without case: DuckDB reads names that way even when they are quoted.</summary>
internal sealed class NameSet(IEnumerable<string> taken)
{
    readonly HashSet<string> names = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name itself when it is free, else with the first free number from 2; taken from then on.</summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
            unique = name + "_" + number.ToString(CultureInfo.InvariantCulture);
        return unique;
    }
}
