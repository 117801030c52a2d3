namespace Quern.Hosting;

/// <summary>What the process returns to its shell.</summary>
public static class ExitCodes
{
    /// <summary>All went well; tests may have warned.</summary>
    public const int Success = 0;

    /// <summary>A step or a test failed, or the target or a source can't be reached, refuses its credentials or is locked.</summary>
    public const int Failure = 1;

    /// <summary>The command line or the configuration is wrong: another try without a change fails as well.</summary>
    public const int Usage = 2;

    /// <summary>The run was stopped by Ctrl-C or SIGTERM; targets are as they were before the steps that were under way.</summary>
    public const int Cancelled = 130;
}
