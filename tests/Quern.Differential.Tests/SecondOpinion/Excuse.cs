using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests.SecondOpinion;

/// <summary>Queries in which linq2db 6.5 means something else than C#.</summary>
/// <param name="Reason">What it does.</param>
/// <param name="Covers">Whether a query is one of them.</param>
sealed record Excuse(string Reason, Func<QueryProgram, bool> Covers)
{
    public static IReadOnlyList<Excuse> All { get; } =
    [
        new("It leaves a grouping out whose key is a constant, and so gives a row for each row, or one row for none.", p => p.GroupKey is { } key && p.Group.Contains("group", StringComparison.Ordinal) && !HasColumn(key)),
        new("It trims spaces; C# trims all white space.", p => Has(p, ".Trim()")),
        new("It leaves to the engine where nulls are in an order; C# has them first.", p => Has(p, ".OrderBy(") || (Has(p, "orderby") && p.GroupKey!.Type.EndsWith('?'))),
        new("A sum of what may be null over no rows is null to it; C#'s is zero.", p => Has(p, ".Sum(x => x.Tip)")),
    ];

    static bool Has(QueryProgram program, string text) => program.Model("M").Contains(text, StringComparison.Ordinal);

    static bool HasColumn(Node key) => new[] { "o.", "i.", "c." }.Any(row => key.ToString().Contains(row, StringComparison.Ordinal));
}
