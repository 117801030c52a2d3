namespace Quern;

/// <summary>
/// A name that a column or a model had in the warehouse before. The next run renames what still has it, so that rows and
/// high-water marks stay, instead of dropping the old and adding the new. It may stay in the code: where nothing has the former
/// name any more, it does nothing.
/// </summary>
/// <param name="name">
/// The former name as the warehouse has it. For a column, <c>total_cents</c>. For a model or an extracted source, <c>orders_old</c> in
/// its own schema, or <c>staging.orders_old</c>; a name that holds a dot itself can't be given.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class RenamedFromAttribute(string name) : Attribute
{
    /// <summary>The former name, unquoted.</summary>
    public string Name { get; } = name;
}
