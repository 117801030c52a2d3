using System.Data.Common;
using Quern.Hosting.Configuration;
using Quern.Planning;
using Quern.Warehouses;

namespace Quern.Hosting;

/// <summary>What the command line says about an exception, and what the process returns.</summary>
sealed record FailureReport(string Message, int ExitCode)
{
    public static FailureReport Of(Exception exception) => exception switch
    {
        ConfigurationException or SelectionException or PlanException => new(exception.Message, ExitCodes.Usage),
        WarehouseException { Failure: WarehouseFailure.Misconfigured } => new(exception.Message, ExitCodes.Usage),
        // From an application's own commands and preparations: drivers and files fail for reasons outside the program.
        WarehouseException or DbException or IOException or UnauthorizedAccessException => new(exception.Message, ExitCodes.Failure),
        _ => new($"An unexpected failure, which is a defect of this application or of Quern: {exception}", ExitCodes.Failure),
    };
}
