namespace Quern.Relational;

/// <summary>Which rows of a changed-rows input a compiled query reads.</summary>
internal enum RowSelection
{
    /// <summary>All of them: a full build.</summary>
    All,

    /// <summary>Those that changed since the high-water mark: an incremental run.</summary>
    Changed,
}
