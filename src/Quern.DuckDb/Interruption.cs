using DuckDB.NET.Data;

namespace Quern.DuckDb;

/// <summary>Interrupts a connection's query when a token is cancelled, until the query has ended.</summary>
/// <remarks>
/// Again and again, because DuckDB forgets an interrupt that arrives before the query's execution began, or between two
/// statements of one text.
/// </remarks>
sealed class Interruption : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    readonly Lock gate = new();
    readonly DuckDBConnection connection;
    readonly CancellationTokenRegistration registration;
    Timer? timer;
    bool ended;

    public Interruption(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        this.connection = connection;
        registration = cancellationToken.UnsafeRegister(static state => ((Interruption)state!).Start(), this);
    }

    // An interrupt after the end would hit the next statement: a rollback.
    public void Dispose()
    {
        registration.Dispose();
        lock (gate)
        {
            ended = true;
            timer?.Dispose();
        }
    }

    void Start()
    {
        lock (gate)
            if (!ended)
                timer = new Timer(static state => ((Interruption)state!).Interrupt(), this, TimeSpan.Zero, Interval);
    }

    void Interrupt()
    {
        lock (gate)
            if (!ended)
                connection.NativeConnection.Interrupt();
    }
}
