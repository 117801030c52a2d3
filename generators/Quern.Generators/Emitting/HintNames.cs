using Quern.Relational;

namespace Quern.Generators.Emitting;

/// <summary>
/// Names of generated files. They compare without case, while C# names do not: <c>Shop.Order</c> and <c>Shop.ORDER</c> are
/// two relations, so the second of them gets a number.
/// </summary>
internal static class HintNames
{
    /// <summary>The name of a relation's file when no other relation's is like it.</summary>
    public static string Of(string id) => Stem(id) + ".g.cs";

    /// <summary>The name of a relation's file.</summary>
    /// <param name="id">The relation's id.</param>
    /// <param name="numbered">What <see cref="Numbered"/> gave for the project.</param>
    public static string Of(string id, EquatableArray<NumberedName> numbered)
    {
        foreach (var name in numbered)
            if (name.Id == id)
                return $"{Stem(id)}.{name.Number}.g.cs";
        return Of(id);
    }

    /// <summary>The relations whose files need a number: none in most projects.</summary>
    /// <param name="ids">The ids of all relations, each once, in the order in which they get names.</param>
    public static EquatableArray<NumberedName> Numbered(IEnumerable<string> ids)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { RegistryEmitter.HintName };
        var numbered = new List<NumberedName>();
        foreach (var id in ids)
        {
            var number = 1;
            while (!taken.Add(number == 1 ? Of(id) : $"{Stem(id)}.{number}.g.cs"))
                number++;
            if (number > 1)
                numbered.Add(new NumberedName(id, number));
        }
        return numbered.ToEquatableArray();
    }

    static string Stem(string id) => string.Concat(id.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
}

/// <summary>A relation whose file's name has a number.</summary>
internal sealed record NumberedName(string Id, int Number);
