namespace Quern.Generators.Tests.Changes;

/// <summary>Tests that measure the whole process, with no other beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
