using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// The ways in which the parts of a criterion become one number; an undefined part makes it undefined.
/// </summary>
internal static class Combine
{
    internal static readonly PartCombination Only = new(PartCombinationKind.Single, static parts => parts[0]);

    internal static readonly PartCombination Largest =
        new(PartCombinationKind.Largest, static parts => All(parts, static values => values.Max()));

    internal static readonly PartCombination Smallest =
        new(PartCombinationKind.Smallest, static parts => All(parts, static values => values.Min()));

    internal static readonly PartCombination Mean =
        new(PartCombinationKind.Monotone, static parts => All(parts, static values => values.Average()));

    internal static readonly PartCombination OneMinusMean =
        new(PartCombinationKind.Monotone, static parts => All(parts, static values => 1 - values.Average()));

    private static Statistic All(IReadOnlyList<Statistic> parts, Func<IEnumerable<double>, double> combine)
    {
        foreach (Statistic part in parts)
        {
            if (!part.IsDefined)
            {
                return part;
            }
        }

        return Statistic.Of(combine(parts.Select(static part => part.Value)));
    }
}
