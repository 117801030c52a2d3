using System.Collections;
using System.Globalization;
using System.Reflection;
using Quern.Registry;

namespace Quern.Queries.Tests;

/// <summary>Every model of this project has on an engine the rows that its own method gives over lists.</summary>
public abstract class AgreementTests(Pipeline pipeline)
{
    public static TheoryData<string> Models =>
        [.. QuernProject.Relations.Relations.Where(r => r.Schema != "raw").Select(r => r.Id[(r.Id.LastIndexOf('.') + 1)..])];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Model_has_the_rows_that_its_method_gives(string name)
    {
        var model = ModelOf(name);
        Assert.False(pipeline.Failures.TryGetValue(model.FullName!, out var failure), failure);
        var expected = (await InMemoryAsync(model)).Select(Show).Order(StringComparer.Ordinal);
        var actual = (await RowsAsync(model)).Select(Show).Order(StringComparer.Ordinal);
        if (pipeline.Differs(model) is { } reason)
            Assert.False(expected.SequenceEqual(actual), $"{name} is right now; it need not be excused any more: {reason}");
        else
            Assert.Equal(expected, actual);
    }

    static Type ModelOf(string name) => typeof(AgreementTests).Assembly.GetType($"{typeof(AgreementTests).Namespace}.{name}", throwOnError: true)!;

    async Task<IEnumerable<object>> InMemoryAsync(Type model)
    {
        var define = model.GetMethod("Define")!;
        var inputs = new List<object>();
        foreach (var row in define.GetParameters().Select(p => p.ParameterType.GenericTypeArguments[0]))
        {
            // What is read from a model is that model in memory again, not its table.
            var rows = row.GetMethod("Define") is null ? await RowsAsync(row) : await InMemoryAsync(row);
            var typed = Array.CreateInstance(row, rows.Count());
            Array.Copy(rows.ToArray(), typed, typed.Length);
            inputs.Add(typeof(Query).GetMethod(nameof(Query.Of))!.MakeGenericMethod(row).Invoke(null, [typed])!);
        }
        var query = define.Invoke(null, [.. inputs])!;
        return ((IEnumerable)query.GetType().GetMethod("ToList")!.Invoke(query, null)!).Cast<object>();
    }

    async Task<IEnumerable<object>> RowsAsync(Type relation)
    {
        var reading = (Task)typeof(Pipeline).GetMethod(nameof(Pipeline.RowsAsync))!.MakeGenericMethod(relation).Invoke(pipeline, null)!;
        await reading;
        return ((IEnumerable)reading.GetType().GetProperty("Result")!.GetValue(reading)!).Cast<object>();
    }

    // Sums of floating point depend on their order; ten digits don't.
    static string Show(object row) => string.Join(" | ", row.GetType().GetProperties()
        .Where(p => p.DeclaringType == row.GetType() && p.CanWrite)
        .Select(p => ShowValue(p.GetValue(row))));

    static string? ShowValue(object? value) => value switch
    {
        null => "null",
        double number => (number == 0 ? 0 : number).ToString("G10", CultureInfo.InvariantCulture),
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        Array elements => $"[{string.Join(", ", elements.Cast<object?>().Select(ShowValue))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

public sealed class DuckDbAgreementTests(DuckDbPipeline pipeline) : AgreementTests(pipeline), IClassFixture<DuckDbPipeline>;

public sealed class PostgresAgreementTests(PostgresPipeline pipeline) : AgreementTests(pipeline), IClassFixture<PostgresPipeline>;

public sealed class SnowflakeAgreementTests(SnowflakePipeline pipeline) : AgreementTests(pipeline), IClassFixture<SnowflakePipeline>;
