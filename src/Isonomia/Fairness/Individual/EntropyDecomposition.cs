using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A generalized entropy index split into what lies between groups and what lies within them.</summary>
/// <param name="Total">The index of all rows with a group.</param>
/// <param name="Between">The index of the group means.</param>
public sealed record EntropyDecomposition(Statistic Total, Statistic Between)
{
    /// <summary>Total minus between.</summary>
    public Statistic Within => !Total.IsDefined ? Total : !Between.IsDefined ? Between : Total.Value - Between.Value;

    /// <summary>
    /// The share of the total that lies between groups; zero_denominator where there is no inequality.
    /// </summary>
    public Statistic BetweenShare => !Total.IsDefined ? Total
        : !Between.IsDefined ? Between
        : Statistic.Ratio(Between.Value, Total.Value);
}
