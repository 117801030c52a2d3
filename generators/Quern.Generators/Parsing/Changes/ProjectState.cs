using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Changes;

/// <summary>What is known of one version of a project. It never changes, and any version can be the base of any later one.</summary>
/// <param name="Settings">Options and references.</param>
/// <param name="Trees">The files, in the compilation's order.</param>
/// <param name="Entries">Possible relations of each file, in the order of its candidates; null for those that are none by name.</param>
/// <param name="Results">The results by slot.</param>
/// <param name="Relations">How many slots are taken.</param>
internal sealed record ProjectState(
    ProjectSettings Settings, TreeFacts[] Trees, RelationEntry?[][] Entries, EquatableArray<ParseResult> Results, int Relations);
