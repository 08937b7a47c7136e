namespace Isonomia.Tests;

/// <summary>Tests that measure the whole process: they run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    internal const string Name = "Measured alone";
}
