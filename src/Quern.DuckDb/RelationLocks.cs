using System.Collections.Concurrent;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>Locks by relation inside this process; other processes are kept out by the file's lock.</summary>
sealed class RelationLocks
{
    readonly ConcurrentDictionary<RelationName, SemaphoreSlim> locks = new(IgnoringCase.Instance);

    /// <summary>Waits for the relation. Disposing the result lets the next one in.</summary>
    public async Task<IDisposable> AcquireAsync(RelationName relation, CancellationToken cancellationToken)
    {
        var semaphore = locks.GetOrAdd(relation, static _ => new SemaphoreSlim(1, 1));
        await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Held(semaphore);
    }

    sealed class Held(SemaphoreSlim semaphore) : IDisposable
    {
        SemaphoreSlim? semaphore = semaphore;

        public void Dispose() => Interlocked.Exchange(ref semaphore, null)?.Release();
    }

    /// <summary>DuckDB's names differ by more than case.</summary>
    public sealed class IgnoringCase : IEqualityComparer<RelationName>
    {
        public static IgnoringCase Instance { get; } = new();

        public bool Equals(RelationName? x, RelationName? y) =>
            string.Equals(x?.Schema, y?.Schema, StringComparison.OrdinalIgnoreCase)
            && string.Equals(x?.Name, y?.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(RelationName relation) => HashCode.Combine(
            relation.Schema.GetHashCode(StringComparison.OrdinalIgnoreCase), relation.Name.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
