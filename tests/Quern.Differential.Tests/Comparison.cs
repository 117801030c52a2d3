using System.Globalization;
using System.Reflection;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests;

/// <summary>Compares what a program gives over lists with what it gives on each engine, and makes a short program of one that differs.</summary>
sealed class Comparison(IReadOnlyList<Engine> engines)
{
    /// <summary>Programs whose method throws over lists: then there is nothing to compare.</summary>
    public int Undefined { get; private set; }

    /// <summary>How often an engine is known not to run a program.</summary>
    public int Refused { get; private set; }

    /// <summary>The first difference of a batch, with the shortest program that shows it; null when there is none.</summary>
    public string? Difference(IReadOnlyList<QueryProgram> programs, RandomRows rows)
    {
        if (First(programs, rows) is not var (program, difference))
            return null;
        for (var round = 0; round < 200; round++)
        {
            var shorter = program.Simpler().Chunk(24).Select(chunk => First(WhatCompiles(chunk), rows)).FirstOrDefault(found => found is not null);
            if (shorter is not var (next, what))
                break;
            (program, difference) = (next, what);
        }
        return $"{difference}\n\n{program.Model("Shortest")}\n\n{rows}";
    }

    IEnumerable<string> Dialects => engines.Select(e => e.Dialect);

    // What is left of a program when a part is taken out may be no C# any more.
    QueryProgram[] WhatCompiles(QueryProgram[] programs)
    {
        using var batch = Batch.Compile(programs, Dialects, out var errors);
        return [.. programs.Where(p => !errors.ContainsKey(p))];
    }

    (QueryProgram Program, string Difference)? First(IReadOnlyList<QueryProgram> programs, RandomRows rows)
    {
        if (programs.Count == 0)
            return null;
        using var batch = Batch.Compile(programs, Dialects, out var errors);
        if (batch is null)
            return (errors.First().Key, errors.First().Value);
        foreach (var engine in engines)
            engine.Load(rows, batch.Registry);
        var models = Enumerable.Range(0, programs.Count).Select(batch.Definition).ToArray();
        var statements = engines.Select(e => e.Statements(models, batch.Registry)).ToArray();
        for (var i = 0; i < programs.Count; i++)
            if (Difference(batch, i, [.. statements.Select(s => s[i])]) is { } difference)
                return (programs[i], difference);
        return null;
    }

    string? Difference(Batch batch, int program, string?[] statements)
    {
        var model = batch.Definition(program);
        string expected;
        try
        {
            expected = Show(batch.InMemory(program, engines[0].Rows));
        }
        catch (TargetInvocationException)
        {
            Undefined++;
            return null;
        }
        foreach (var (engine, statement) in engines.Zip(statements))
        {
            if (statement is null)
            {
                Refused++;
                continue;
            }
            string found;
            try
            {
                found = Show(engine.Rows(model, statement));
            }
            catch (Exception e) when (e is System.Data.Common.DbException or TargetInvocationException)
            {
                found = (e.InnerException ?? e).Message;
            }
            if (found != expected)
                return $"{engine.Dialect} gives\n{found}\nand C# gives\n{expected}\nfor\n{statement}";
        }
        return null;
    }

    /// <summary>Rows in a form and an order in which equal ones are equal.</summary>
    public static string Show(IEnumerable<object> rows) => string.Join("\n", rows.Select(Show).Order(StringComparer.Ordinal));

    // Sums of floating point depend on their order; ten digits don't. Decimals differ in trailing zeros only.
    static string Show(object row) => string.Join(" | ", row.GetType().GetProperties()
        .Where(p => p.CanWrite)
        .Select(p => p.GetValue(row) switch
        {
            null => "null",
            double number => (number == 0 ? 0 : number).ToString("G10", CultureInfo.InvariantCulture),
            decimal number => (Math.Round(number, 6) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        }));
}
