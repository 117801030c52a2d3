using System.Globalization;
using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Generator;

/// <summary>CPU of the generator after an edit, as an IDE pays it with a pause in typing.</summary>
static class EditBenchmark
{
    static readonly string[] Names = ["generator, first run", "generator, a query edited", "generator, an upstream model gains a column", "generator, an unrelated file edited", "compiler alone, the edited file"];

    public static async Task RunAsync(IReadOnlyList<int> models, int rounds)
    {
        foreach (var count in models)
        {
            IReadOnlyList<double> measured = [];
            // One process measures all of them, so the first variant of a round runs it and the others read on.
            var variants = Names.Select((name, i) => new Variant(name, async () =>
            {
                if (i == 0)
                    measured = await Child.NumbersAsync(EditChild.Name, count.ToString(CultureInfo.InvariantCulture));
                return [measured[i]];
            }));
            await Comparison.RunAsync(
                string.Create(CultureInfo.InvariantCulture, $"Editing a project of {count:N0} models"), ["CPU ms"], rounds, [.. variants], warmUp: false);
        }
    }
}
