using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Quern.Differential.Tests.Programs;
using Quern.Generators;
using Quern.Registry;

namespace Quern.Differential.Tests;

/// <summary>Programs that were compiled together.</summary>
sealed class Batch : IDisposable
{
    static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(RelationRegistry).Assembly.Location),
    ];

    readonly AssemblyLoadContext context = new("Differential", isCollectible: true);
    readonly Assembly assembly;

    Batch(IReadOnlyList<QueryProgram> programs, Assembly assembly, AssemblyLoadContext context)
    {
        (Programs, this.assembly, this.context) = (programs, assembly, context);
        Registry = (RelationRegistry)assembly.GetType("QuernProject")!.GetProperty("Relations")!.GetValue(null)!;
    }

    public IReadOnlyList<QueryProgram> Programs { get; }

    public RelationRegistry Registry { get; }

    /// <summary>
    /// Compiles programs; what can't be compiled is an error of the compiler, of the generator or of this test. What Snowflake
    /// alone is known not to run is no error: the model has no SQL for it.
    /// </summary>
    /// <param name="programs">The programs.</param>
    /// <param name="dialects">The engines whose SQL is wanted.</param>
    /// <param name="errors">The first error of each program that has one; then there is no batch.</param>
    /// <param name="withLinq">Whether the programs are compiled as queries of LINQ's own providers as well.</param>
    public static Batch? Compile(IReadOnlyList<QueryProgram> programs, IEnumerable<string> dialects, out IReadOnlyDictionary<QueryProgram, string> errors, bool withLinq = false)
    {
        var linq = withLinq
            ? programs.Select((p, i) => CSharpSyntaxTree.ParseText($"using System;\nusing System.Linq;\n\nnamespace Differential;\n\n{p.Linq(Name(i))}", ParseOptions, $"Linq{i}.cs"))
            : [];
        var trees = programs
            .Select((p, i) => CSharpSyntaxTree.ParseText($"using System;\nusing System.Text.RegularExpressions;\nusing Quern;\n\nnamespace Differential;\n\n{p.Model(Name(i))}", ParseOptions, $"{Name(i)}.cs"))
            .Prepend(CSharpSyntaxTree.ParseText(Sources.Text, ParseOptions, "Sources.cs"))
            .Concat(linq);
        var compilation = CSharpCompilation.Create(
            "Differential", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new RelationGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: new TargetedDialects(dialects))
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        using var stream = new MemoryStream();
        var emitted = output.Emit(stream);
        errors = diagnostics.Concat(emitted.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error && !IsRefused(d))
            .GroupBy(d => ProgramOf(d.Location.GetLineSpan().Path))
            .ToDictionary(found => programs[found.Key], found => found.First().ToString());
        if (errors.Count > 0)
            return null;
        stream.Position = 0;
        var context = new AssemblyLoadContext("Differential", isCollectible: true);
        return new Batch(programs, context.LoadFromStream(stream), context);
    }

    public RelationDefinition Definition(int program) => Registry[$"Differential.{Name(program)}"];

    /// <summary>Runs a program's method over rows in memory.</summary>
    public IReadOnlyList<object> InMemory(int program, Func<RelationDefinition, IReadOnlyList<object>> rows) =>
        InMemory(assembly.GetType($"Differential.{Name(program)}")!, rows);

    IReadOnlyList<object> InMemory(Type model, Func<RelationDefinition, IReadOnlyList<object>> rows)
    {
        var define = model.GetMethod("Define")!;
        var inputs = define.GetParameters().Select(p => p.ParameterType.GenericTypeArguments[0]).Select(type =>
        {
            var given = type.GetMethod("Define") is null ? rows(Registry[type.FullName!]) : InMemory(type, rows);
            var typed = Array.CreateInstance(type, given.Count);
            Array.Copy(given.ToArray(), typed, given.Count);
            return typeof(Query).GetMethod(nameof(Query.Of))!.MakeGenericMethod(type).Invoke(null, [typed])!;
        });
        var query = define.Invoke(null, [.. inputs])!;
        return [.. ((IEnumerable)query.GetType().GetMethod("ToList")!.Invoke(query, null)!).Cast<object>()];
    }

    /// <summary>A program as a query of a provider of LINQ.</summary>
    /// <param name="program">Which one.</param>
    /// <param name="table">Gives a source's rows as an <see cref="IQueryable{T}"/> of the type.</param>
    public IEnumerable Linq(int program, Func<Type, object> table)
    {
        var define = assembly.GetType($"Differential.Linq{Name(program)}")!.GetMethod("Define")!;
        return (IEnumerable)define.Invoke(null, [.. define.GetParameters().Select(p => table(p.ParameterType.GenericTypeArguments[0]))])!;
    }

    public void Dispose() => context.Unload();

    static bool IsRefused(Diagnostic error) => error.Id == "QRN4001" && error.GetMessage(CultureInfo.InvariantCulture).Contains("can't run on snowflake", StringComparison.Ordinal);

    // A model's file, or what is generated for it.
    static int ProgramOf(string path) => int.Parse(Path.GetFileName(path).Replace("Differential.", "", StringComparison.Ordinal).Replace("Linq", "", StringComparison.Ordinal).TrimStart('M').Split('.')[0], CultureInfo.InvariantCulture);

    static string Name(int program) => $"M{program}";
}
