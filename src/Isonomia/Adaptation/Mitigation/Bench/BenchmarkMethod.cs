namespace Isonomia.Adaptation;

/// <summary>A method in a benchmark, with its cost.</summary>
/// <param name="Id">The id.</param>
/// <param name="Stage"><c>pre</c>, <c>in</c> or <c>post</c>.</param>
/// <param name="NeedsAttributeInTraining">Whether it needs the attribute of rows it learns from.</param>
/// <param name="NeedsAttributeAtTest">Whether it needs the attribute of rows it judges.</param>
/// <param name="IsRandomized">Whether decisions are drawn.</param>
/// <param name="Seconds">The mean wall time of a run, in seconds of one thread.</param>
/// <param name="Trainings">The mean number of classifiers trained.</param>
public sealed record BenchmarkMethod(
    string Id, string Stage, bool NeedsAttributeInTraining, bool NeedsAttributeAtTest, bool IsRandomized,
    double Seconds, double Trainings)
{
    /// <summary>The mean of the bytes that a run asked for.</summary>
    public double AllocatedBytes { get; init; }

    /// <summary>The most memory that a process held at the end of one of its runs, in bytes; everything in the process
    /// included.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>The mean energy of the processor packages during a run in joules; null where any is unknown.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Why the energy is unknown, or null.</summary>
    public string? EnergyUnknown { get; init; }

    /// <summary>What a search draws, by hyper-parameter.</summary>
    public IReadOnlyDictionary<string, string> Search { get; init; } = new Dictionary<string, string>();
}
