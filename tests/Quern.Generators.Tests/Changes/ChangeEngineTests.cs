using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.Changes;

/// <summary>After any edits the change engine gives what a translation of everything gives.</summary>
public sealed class ChangeEngineTests(ITestOutputHelper output)
{
    const int Seeds = 10;

    /// <summary>How many edits; the environment variable makes it any number.</summary>
    static readonly int Edits = int.Parse(Environment.GetEnvironmentVariable("QUERN_TEST_EDITS") ?? "600", CultureInfo.InvariantCulture);

    /// <summary>Where the seeds begin, to try others.</summary>
    static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("QUERN_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(FirstSeed, Seeds)];

    [Fact]
    public void Project_without_edits_has_no_errors()
    {
        var project = new EditedProject(new Random(0));
        var result = Run(Driver(new RelationGenerator()), project.Compilation, out var compiled, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Empty(result.Diagnostics);
        Assert.Equal(11, result.GeneratedSources.Length);
        Assert.Empty(compiled.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.DefaultSeverity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Random_edits_give_what_a_full_translation_gives(int seed)
    {
        var random = new Random(seed);
        var project = new EditedProject(random);
        var driver = Run(Driver(new RelationGenerator()), project.Compilation, out _, TestContext.Current.CancellationToken);
        var (forkedDriver, forkedCompilation) = (driver, project.Compilation);
        var log = new List<string>();
        var (cancelled, relations) = (0, 0);
        for (var i = 0; i < Edits / Seeds; i++)
        {
            // Another driver of the same generator goes on from an earlier version, as an IDE does for an earlier snapshot.
            if (random.Next(12) == 0)
            {
                (driver, project.Compilation, forkedDriver, forkedCompilation) = (forkedDriver, forkedCompilation, driver, project.Compilation);
                log.Add("fork");
            }
            if (random.Next(6) == 0)
            {
                // Not disposed: the text may still be read, and cancels then in vain.
                var cancellation = new CancellationTokenSource();
                log.Add(project.Edit(cancellation));
                try
                {
                    driver = Run(driver, project.Compilation, out _, cancellation.Token);
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                }
            }
            log.Add(project.Edit(null));
            driver = Run(driver, project.Compilation, out _, TestContext.Current.CancellationToken);
            relations += Same(driver, project.Compilation, () => $"seed {seed}, edit {i}:\n{string.Join('\n', log)}");
        }
        output.WriteLine($"seed {seed}: {Edits / Seeds} edits, {cancelled} runs cancelled, {relations} files compared");
        Assert.True(relations > 0);
    }

    static int Same(GeneratorDriver driver, CSharpCompilation compilation, Func<string> log)
    {
        var engine = driver.GetRunResult().Results.Single();
        var all = Run(Driver(new RelationGenerator(translatesAll: true)), compilation, out _, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.True(engine.Exception is null && all.Exception is null, $"{log()}\n{engine.Exception ?? all.Exception}");
        var (expected, actual) = (Text(all), Text(engine));
        Assert.True(expected == actual, expected == actual ? "" : $"{log()}\n--- full translation\n{Difference(expected, actual)}\n--- change engine\n{Difference(actual, expected)}");
        return all.GeneratedSources.Length;
    }

    static string Text(GeneratorRunResult result) => string.Join('\n',
        result.Diagnostics.Select(d => d.ToString()).Order(StringComparer.Ordinal)
            .Concat(result.GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => $"=== {s.HintName}\n{s.SourceText}")));

    static string Difference(string text, string other) =>
        string.Join('\n', text.Split('\n').Except(other.Split('\n')).Take(30));

    static GeneratorDriver Driver(RelationGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions);

    static GeneratorDriver Run(GeneratorDriver driver, CSharpCompilation compilation, out Compilation compiled, CancellationToken cancellationToken) =>
        driver.RunGeneratorsAndUpdateCompilation(compilation, out compiled, out _, cancellationToken);
}
