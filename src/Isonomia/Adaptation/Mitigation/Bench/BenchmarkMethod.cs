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
    double Seconds, double Trainings);
