namespace Isonomia.Datasets;

/// <summary>What the table engine may use.</summary>
internal sealed record DuckDbSettings
{
    /// <summary>How many threads scan a file; the rows come in the same order for any number.</summary>
    internal int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>The most memory the engine allocates, in mebibytes (the columns built from it come on top).</summary>
    internal int MemoryMebibytes { get; init; } = 768;

    /// <summary>Where the engine may spill to; made only when it does.</summary>
    internal string TemporaryFolder { get; init; } = Path.Combine(Path.GetTempPath(), "isonomia-tables");
}
