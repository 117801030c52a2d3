namespace Quern.Generators.Parsing.Changes;

/// <summary>
/// What a change is noted under: a type's shape, one of its members by name, or an extension by name. Names are hashed;
/// two that collide are one key, which costs a needless translation and never a missing one.
/// </summary>
/// <param name="Type">The type's simple name; 0 for an extension member, which is found by its own name alone.</param>
/// <param name="Member">The member's name; 0 for the type's shape.</param>
internal readonly record struct DeclarationKey(int Type, int Member)
{
    const int OwnOnly = -1;

    /// <summary>Attributes, base types, properties, constructors and enum members: what is read of a type without naming its members.</summary>
    public static DeclarationKey Shape(string type) => new(Words.Hash(type), 0);

    /// <summary>What only the type's own translation reads: doc comments, references to other relations.</summary>
    public static DeclarationKey Own(string type) => new(Words.Hash(type), OwnOnly);

    public static DeclarationKey MemberOf(string type, string member) => new(Words.Hash(type), Words.Hash(member));

    public static DeclarationKey Extension(string member) => new(0, Words.Hash(member));

    public bool IsShape => Member == 0;

    public bool IsExtension => Type == 0;

    /// <summary>Whether something that speaks of these names, and of no others, may depend on the declaration.</summary>
    public bool IsReachedBy(HashSet<int> names) =>
        (IsExtension || names.Contains(Type)) && (IsShape || names.Contains(Member));
}
