using System.Globalization;
using Quern.Execution;
using Quern.Registry;

namespace Quern.Hosting.Reporting;

/// <summary>What enum members and numbers are called in output, the same for people and in JSON.</summary>
static class Words
{
    public static string Of(RelationKind kind) => kind switch
    {
        RelationKind.Source => "source",
        RelationKind.Table => "table",
        RelationKind.View => "view",
        _ => "incremental",
    };

    public static string Of(StepKind kind) => kind switch
    {
        StepKind.Extract => "extract",
        StepKind.Model => "model",
        _ => "test",
    };

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Success => "success",
        RunStatus.Failed => "failed",
        RunStatus.Skipped => "skipped",
        _ => "cancelled",
    };

    public static string Of(TestStatus status) => status switch
    {
        TestStatus.Passed => "passed",
        TestStatus.Warned => "warned",
        _ => "failed",
    };

    public static string Of(LineageUse use) => use switch
    {
        LineageUse.Filter => "filter",
        LineageUse.Join => "join",
        LineageUse.Group => "group",
        _ => "order",
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 row</c>, <c>2,000 rows</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Of(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00} min");

    /// <summary><c>incremental: 2,010 read, 400 new, 1,600 changed, 9 deleted</c>.</summary>
    public static string Of(StepOutcome outcome)
    {
        if (outcome.Mode == "view")
            return "view";
        var parts = new List<string>();
        if (outcome.RowsRead > 0)
            parts.Add($"{Count(outcome.RowsRead)} read");
        if (outcome.RowsInserted > 0)
            parts.Add($"{Count(outcome.RowsInserted)} new");
        if (outcome.RowsUpdated > 0)
            parts.Add($"{Count(outcome.RowsUpdated)} changed");
        if (outcome.RowsDeleted > 0)
            parts.Add($"{Count(outcome.RowsDeleted)} deleted");
        if (outcome.RowsChanged == 0)
            parts.Add("nothing changed");
        return $"{outcome.Mode}: {string.Join(", ", parts)}";
    }
}
