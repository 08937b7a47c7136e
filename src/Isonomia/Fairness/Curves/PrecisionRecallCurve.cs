using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The precision and recall at every distinct threshold of one set of rows.</summary>
/// <remarks>Source: specification §1.1 and §20, A4; the point (recall 0, precision 1) of scikit-learn is not
/// attainable and left out.</remarks>
public sealed class PrecisionRecallCurve
{
    private readonly double[] _recalls;
    private readonly double[] _precisions;
    private readonly double[] _thresholds;

    private PrecisionRecallCurve(UndefinedReason? problem, double[] recalls, double[] precisions, double[] thresholds)
    {
        Problem = problem;
        _recalls = recalls;
        _precisions = precisions;
        _thresholds = thresholds;
    }

    /// <summary>Why there is no curve (an empty group or no positives), or null where there is one.</summary>
    public UndefinedReason? Problem { get; }

    /// <summary>The recalls, ascending, shape [p]; empty where there is no curve.</summary>
    public IReadOnlyList<double> Recalls => _recalls;

    /// <summary>The precisions, shape [p].</summary>
    public IReadOnlyList<double> Precisions => _precisions;

    /// <summary>The thresholds (score ≥ threshold is positive), descending, shape [p].</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>Draws the curve. Rows of weight 0 count as absent.</summary>
    /// <param name="rows">The rows in ascending order of score.</param>
    /// <returns>The curve, or one with a <see cref="Problem"/>.</returns>
    public static PrecisionRecallCurve Of(in BinaryRows rows)
    {
        ScoreSteps steps = ScoreSteps.Of(rows);
        UndefinedReason? problem = steps.Problem is UndefinedReason.NoNegatives ? null : steps.Problem;
        if (problem is not null)
        {
            return new PrecisionRecallCurve(problem, [], [], []);
        }

        int[] attained = [.. Enumerable.Range(1, steps.Count - 1)];
        return new PrecisionRecallCurve(
            null,
            [.. attained.Select(i => steps.TruePositives[i] / steps.Positives)],
            [.. attained.Select(i => steps.TruePositives[i] / (steps.TruePositives[i] + steps.FalsePositives[i]))],
            [.. attained.Select(i => steps.Thresholds[i])]);
    }

    /// <summary>The trapezoidal area, with the point (recall 0, precision 1) put in front (optimistic).</summary>
    /// <returns>The area, in [0, 1].</returns>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public double TrapezoidArea()
    {
        if (Problem is { } problem)
        {
            throw new InvalidOperationException($"There is no precision–recall curve: {problem.Id()}.");
        }

        (double area, double recall, double precision) = (0, 0, 1);
        for (int i = 0; i < _recalls.Length; i++)
        {
            area += (_recalls[i] - recall) * (_precisions[i] + precision) / 2;
            (recall, precision) = (_recalls[i], _precisions[i]);
        }

        return area;
    }

    /// <summary>The points of the curve, thinned where there are many so that its shape is kept.</summary>
    /// <param name="most">The most points to give, at least 2.</param>
    /// <returns>The points in ascending order of recall; both ends are among them.</returns>
    public IReadOnlyList<CurvePoint> Points(int most = CurveThinning.DefaultCount) =>
        CurveThinning.Thin(_recalls, _precisions, most);
}
