using System.Runtime.InteropServices;

namespace Quern.Hosting;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation; the second one ends the process as it would without us.</summary>
sealed class ShutdownSignals : IDisposable
{
    readonly CancellationTokenSource cancellation;
    readonly PosixSignalRegistration[] registrations;
    readonly TextWriter notices;

    public ShutdownSignals(TextWriter notices, CancellationToken cancellationToken)
    {
        this.notices = notices;
        cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = cancellation.Token;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    public CancellationToken Token { get; }

    void OnSignal(PosixSignalContext context)
    {
        if (cancellation.IsCancellationRequested)
            return;
        context.Cancel = true;
        notices.WriteLine("Cancelling: what is under way is rolled back. Once more stops at once.");
        cancellation.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        cancellation.Dispose();
    }
}
