using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The candidates no other candidate beats on every axis.</summary>
/// <remarks>Source: specification §13 and §20, A16. Candidates equal on all axes are all kept.</remarks>
public static class ParetoFront
{
    /// <summary>Finds the candidates that are not dominated.</summary>
    /// <remarks>O(n² K); meant for at most 10⁴ candidates.</remarks>
    /// <param name="points">The axes of each candidate, K of them; NaN keeps a candidate off the front.</param>
    /// <param name="directions">For each axis whether higher or lower is better.</param>
    /// <returns>The indices of the front, ascending.</returns>
    /// <exception cref="ArgumentException">An axis has another direction, or the points differ in their number of
    /// axes.</exception>
    public static IReadOnlyList<int> Find(IReadOnlyList<double[]> points, IReadOnlyList<Direction> directions)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[][] oriented = [.. points.Select(point => Orient(point, directions))];
        return [.. Enumerable.Range(0, oriented.Length).Where(index =>
            !oriented[index].Any(double.IsNaN) && !oriented.Any(other => Dominates(other, oriented[index])))];
    }

    /// <summary>The front on the values of the groups, every axis in the direction of the metric.</summary>
    /// <param name="request">The candidates.</param>
    /// <returns>The indices of the front, ascending.</returns>
    public static IReadOnlyList<int> OfGroups(SelectionRequest request)
    {
        Candidates.Check(request);
        return Find(
            [.. request.Candidates.Select(candidate => candidate.Groups.ToArray())],
            [.. request.Candidates[0].Groups.Select(_ => request.Better)]);
    }

    /// <summary>The front on the overall value and the gap.</summary>
    /// <param name="request">The candidates.</param>
    /// <returns>The indices of the front, ascending.</returns>
    public static IReadOnlyList<int> OfUtilityAndGap(SelectionRequest request)
    {
        Candidates.Check(request);
        return Find(
            [.. request.Candidates.Select(candidate => new[] { candidate.Overall, candidate.Gap })],
            [request.Better, Direction.LowerIsBetter]);
    }

    /// <summary>The area the front of two axes dominates, against a declared reference point.</summary>
    /// <remarks>Points no better than the reference on an axis add nothing. Source: Zitzler and Thiele, IEEE
    /// Transactions on
    /// Evolutionary Computation 3 (1999), 257–271.</remarks>
    /// <param name="points">The two axes of each candidate.</param>
    /// <param name="directions">For each axis whether higher or lower is better.</param>
    /// <param name="reference">The reference point; there is no default.</param>
    /// <returns>The area, at least 0.</returns>
    /// <exception cref="ArgumentException">There are not two axes.</exception>
    public static double Hypervolume(
        IReadOnlyList<double[]> points, IReadOnlyList<Direction> directions, double[] reference)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[] corner = Orient(reference, directions);
        if (corner.Length != 2)
        {
            throw new ArgumentException(
                $"The reference point has {corner.Length} axes; the area is defined for two.", nameof(reference));
        }

        double[][] better = [.. points.Select(point => Orient(point, directions))
            .Where(point => point[0] > corner[0] && point[1] > corner[1]).OrderByDescending(point => point[0])];
        (double area, double height) = (0, corner[1]);
        foreach (double[] point in better.Where(point => !double.IsNaN(point[0])))
        {
            area += (point[0] - corner[0]) * Math.Max(point[1] - height, 0);
            height = Math.Max(height, point[1]);
        }

        return area;
    }

    /// <summary>
    /// Whether a candidate is dominated with confidence: surely worse on one axis, and surely not better on any.
    /// </summary>
    /// <param name="differences">
    /// The simultaneous intervals of the paired differences candidate − other, each signed so that positive is better.
    /// </param>
    /// <returns>True where every upper end is at most 0 and one of them is below 0.</returns>
    public static bool IsDominatedWithConfidence(IReadOnlyList<Interval> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return differences.All(difference => difference.High <= 0)
            && differences.Any(difference => difference.High < 0);
    }

    /// <summary>What a unit of gap removed costs in overall value.</summary>
    /// <remarks>Definition: (overall(baseline) − overall(candidate)) / (gap(baseline) − gap(candidate)), in the better
    /// direction; zero_denominator where the gap did not change. Meaningful only where the gap shrank.</remarks>
    /// <param name="baseline">The model to compare with.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="better">Which way the metric is better: higher or lower.</param>
    /// <returns>The price; negative where the overall value rose as well.</returns>
    public static Statistic PriceOfFairness(SelectionCandidate baseline, SelectionCandidate candidate, Direction better)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        double[] values = Orient([baseline.Overall, candidate.Overall], [better, better]);
        double removed = baseline.Gap - candidate.Gap;
        return double.IsNaN(values[0] - values[1]) || double.IsNaN(removed)
            ? UndefinedReason.EmptyGroup
            : Statistic.Ratio(values[0] - values[1], removed);
    }

    private static bool Dominates(double[] other, double[] point)
    {
        bool isBetter = false;
        for (int axis = 0; axis < point.Length; axis++)
        {
            if (!(other[axis] >= point[axis]))
            {
                return false;
            }

            isBetter |= other[axis] > point[axis];
        }

        return isBetter;
    }

    private static double[] Orient(IReadOnlyList<double> point, IReadOnlyList<Direction> directions)
    {
        ArgumentNullException.ThrowIfNull(directions);
        if (point.Count != directions.Count)
        {
            throw new ArgumentException(
                $"A point has {point.Count} axes; {directions.Count} directions were given.", nameof(point));
        }

        return [.. point.Select((value, axis) => directions[axis] switch
        {
            Direction.HigherIsBetter => value,
            Direction.LowerIsBetter => -value,
            _ => throw new ArgumentException("An axis must be better when higher or when lower.", nameof(directions)),
        })];
    }
}
