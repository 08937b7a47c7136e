using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The receiver operating characteristic of one set of rows: every attainable pair of error rates.</summary>
/// <remarks>
/// Source: specification §20, A2: distinct thresholds descending, first point (0, 0), all points kept, also
/// collinear ones.
/// </remarks>
public sealed class RocCurve
{
    private const double Slack = 1e-12;

    private readonly double[] _falsePositiveRates;
    private readonly double[] _truePositiveRates;
    private readonly double[] _thresholds;

    private RocCurve(
        UndefinedReason? problem, double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds)
    {
        Problem = problem;
        _falsePositiveRates = falsePositiveRates;
        _truePositiveRates = truePositiveRates;
        _thresholds = thresholds;
    }

    /// <summary>Why there is no curve (an empty group or a single class), or null where there is one.</summary>
    public UndefinedReason? Problem { get; }

    /// <summary>The false positive rates, ascending, shape [p]; empty where there is no curve.</summary>
    public IReadOnlyList<double> FalsePositiveRates => _falsePositiveRates;

    /// <summary>The true positive rates, ascending, shape [p].</summary>
    public IReadOnlyList<double> TruePositiveRates => _truePositiveRates;

    /// <summary>The thresholds (score ≥ threshold is positive), descending, shape [p]; the first is +∞.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>Draws the curve. Rows of weight 0 count as absent.</summary>
    /// <param name="rows">The rows in ascending order of score.</param>
    /// <returns>The curve, or one with a <see cref="Problem"/>.</returns>
    public static RocCurve Of(in BinaryRows rows)
    {
        ScoreSteps steps = ScoreSteps.Of(rows);
        UndefinedReason? problem = steps.Problem;
        return problem is not null
            ? new RocCurve(problem, [], [], [])
            : new RocCurve(
                null,
                [.. steps.FalsePositives.Select(count => count / steps.Negatives)],
                [.. steps.TruePositives.Select(count => count / steps.Positives)],
                [.. steps.Thresholds]);
    }

    /// <summary>
    /// The true positive rate of the polyline at a false positive rate; the upper end where it is vertical.
    /// </summary>
    /// <param name="falsePositiveRate">The false positive rate, in [0, 1].</param>
    /// <returns>The rate, in [0, 1].</returns>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public double At(double falsePositiveRate)
    {
        int last = IndexAtMost(falsePositiveRate);
        bool isVertex = falsePositiveRate - _falsePositiveRates[last] <= Slack
            || last == _falsePositiveRates.Length - 1;
        return isVertex ? _truePositiveRates[last] : Between(last, falsePositiveRate);
    }

    /// <summary>The largest attainable true positive rate whose false positive rate is at most a bound.</summary>
    /// <param name="falsePositiveRate">The bound, in [0, 1].</param>
    /// <returns>The rate, in [0, 1].</returns>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public double StepAt(double falsePositiveRate) => _truePositiveRates[IndexAtMost(falsePositiveRate)];

    /// <summary>The largest attainable true negative rate whose true positive rate is at least a bound.</summary>
    /// <param name="truePositiveRate">The bound, in [0, 1].</param>
    /// <returns>The rate, in [0, 1].</returns>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public double SpecificityAt(double truePositiveRate)
    {
        ThrowIfUndefined();
        int index = Array.FindIndex(_truePositiveRates, rate => rate >= truePositiveRate - Slack);
        return 1 - _falsePositiveRates[index < 0 ? _falsePositiveRates.Length - 1 : index];
    }

    /// <summary>The area under the polyline from a false positive rate of 0 to a bound.</summary>
    /// <param name="falsePositiveRate">The bound, in (0, 1].</param>
    /// <returns>The area, in [0, bound].</returns>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public double AreaTo(double falsePositiveRate)
    {
        ThrowIfUndefined();
        double area = 0;
        for (int i = 1; i < _falsePositiveRates.Length; i++)
        {
            double left = _falsePositiveRates[i - 1];
            double right = Math.Min(_falsePositiveRates[i], falsePositiveRate);
            if (right <= left)
            {
                continue;
            }

            double end = right < _falsePositiveRates[i] ? Between(i - 1, right) : _truePositiveRates[i];
            area += (right - left) * (_truePositiveRates[i - 1] + end) / 2;
        }

        return area;
    }

    /// <summary>The points of the curve, thinned where there are many so that its shape is kept.</summary>
    /// <param name="most">The most points to give, at least 2.</param>
    /// <returns>The points in ascending order of both rates; both ends are among them.</returns>
    public IReadOnlyList<CurvePoint> Points(int most = CurveThinning.DefaultCount) =>
        CurveThinning.Thin(_falsePositiveRates, _truePositiveRates, most);

    /// <summary>The value just left of a false positive rate: the lower end where the polyline is vertical.</summary>
    internal double LowerAt(double falsePositiveRate)
    {
        int first = Array.FindIndex(_falsePositiveRates, rate => rate >= falsePositiveRate - Slack);
        return _falsePositiveRates[first] - falsePositiveRate <= Slack
            ? _truePositiveRates[first]
            : Between(first - 1, falsePositiveRate);
    }

    private double Between(int left, double x)
    {
        double width = _falsePositiveRates[left + 1] - _falsePositiveRates[left];
        double share = (x - _falsePositiveRates[left]) / width;
        return _truePositiveRates[left] + (share * (_truePositiveRates[left + 1] - _truePositiveRates[left]));
    }

    private int IndexAtMost(double falsePositiveRate)
    {
        ThrowIfUndefined();
        int index = Array.FindLastIndex(_falsePositiveRates, rate => rate <= falsePositiveRate + Slack);
        return Math.Max(index, 0);
    }

    private void ThrowIfUndefined()
    {
        if (Problem is { } problem)
        {
            throw new InvalidOperationException($"There is no ROC curve: {problem.Id()}.");
        }
    }
}
