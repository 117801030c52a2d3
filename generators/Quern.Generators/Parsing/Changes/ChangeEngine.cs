using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Changes;

/// <summary>
/// Translates a project's relations, and after an edit those alone that the edit can have changed.
/// <list type="number">
/// <item>Each file is read once into facts: a fingerprint and the words of each declaration.</item>
/// <item>Two lists of facts give the keys of what changed.</item>
/// <item>A relation is translated again when the names that it can come across lead to one of these keys.</item>
/// </list>
/// Names are compared, not symbols: that finds also what an edit hides, and needs no binding.
/// </summary>
/// <remarks>
/// The engine remembers the last version that it has finished. It compares versions by content and does not ask which of
/// them came first, so a run that is cancelled, or several drivers that share the engine, can cost time only.
/// </remarks>
internal sealed class ChangeEngine
{
    ProjectState? last;

    /// <summary>The relations of a project, by slot; a slot that no relation has is <see cref="ParseResult.None"/>.</summary>
    public EquatableArray<ParseResult> Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var state = new ProjectUpdate(Volatile.Read(ref last), compilation, cancellationToken).Run();
        Volatile.Write(ref last, state);
        return state.Results;
    }
}
