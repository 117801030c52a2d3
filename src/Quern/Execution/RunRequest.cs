using Quern.Extraction;
using Quern.Planning;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>All that a run needs to know.</summary>
public sealed record RunRequest
{
    /// <summary>The relations.</summary>
    public required RelationRegistry Registry { get; init; }

    /// <summary>What to do.</summary>
    public required RunCommand Command { get; init; }

    /// <summary>With which relations.</summary>
    public required Selection Selection { get; init; }

    /// <summary>Where the tables are. The caller disposes it.</summary>
    public required IWarehouse Warehouse { get; init; }

    /// <summary>The target's configured name, for people.</summary>
    public required string TargetName { get; init; }

    /// <summary>
    /// Makes the source with a configured name. Called once for each extraction that runs, from any thread; the run disposes
    /// what it got. Throws <see cref="WarehouseException"/> for a name that is not configured.
    /// </summary>
    public Func<string, IExtractionSource> Sources { get; init; } = name => throw new WarehouseException(
        WarehouseFailure.Misconfigured, $"The source '{name}' is not configured.");

    /// <summary>Whether everything is rebuilt from all rows, as if it were the first run.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>How many steps may run at once; at least 1.</summary>
    public int Threads { get; init; } = 1;
}
