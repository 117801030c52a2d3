using Quern.Relational;

namespace Quern.Generators.Model;

/// <summary>The relations of a referenced assembly.</summary>
/// <param name="Class">Full name of the class that lists them.</param>
/// <param name="Relations">Their names; none where a version wrote the list that did not give them.</param>
internal sealed record ReferencedList(string Class, EquatableArray<StoredRelation> Relations);

/// <summary>A relation and where it is stored.</summary>
internal sealed record StoredRelation(string Id, string Schema, string Name);
