using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The exact area between two ROC polylines.</summary>
/// <remarks>
/// Source: Gardner, Brooks and Baker, LAK 2019; specification §20, A3: on each interval of the union of both grids
/// the curves are linear, and an interval in which they cross is split there. One sweep, O(points).
/// </remarks>
internal static class RocDistance
{
    private const double Slack = 1e-12;

    internal static Statistic Area(RocCurve first, RocCurve second)
    {
        if ((first.Problem ?? second.Problem) is { } problem)
        {
            return problem;
        }

        double[] grid = [.. first.FalsePositiveRates.Concat(second.FalsePositiveRates).Order()];
        (Cursor a, Cursor b) = (new Cursor(first), new Cursor(second));
        CompensatedSum area = default;
        double left = 0;
        foreach (double right in grid)
        {
            if (right - left <= Slack)
            {
                continue;
            }

            double start = a.RightOf(left) - b.RightOf(left);
            double end = a.LeftOf(right) - b.LeftOf(right);
            area.Add(Between(Math.Abs(start), Math.Abs(end), start * end >= 0) * (right - left));
            left = right;
        }

        return area.Value;
    }

    private static double Between(double start, double end, bool hasOneSign) => hasOneSign
        ? (start + end) / 2
        : ((start * start) + (end * end)) / (2 * (start + end));

    /// <summary>Reads a polyline at ascending abscissas.</summary>
    private sealed class Cursor(RocCurve curve)
    {
        private readonly IReadOnlyList<double> _x = curve.FalsePositiveRates;
        private readonly IReadOnlyList<double> _y = curve.TruePositiveRates;
        private int _last;
        private int _first;

        /// <summary>The value just right of an abscissa: the upper end where the polyline is vertical.</summary>
        internal double RightOf(double x)
        {
            while (_last + 1 < _x.Count && _x[_last + 1] <= x + Slack)
            {
                _last++;
            }

            return x - _x[_last] <= Slack || _last == _x.Count - 1 ? _y[_last] : At(_last, x);
        }

        /// <summary>The value just left of an abscissa: the lower end where the polyline is vertical.</summary>
        internal double LeftOf(double x)
        {
            while (_x[_first] < x - Slack)
            {
                _first++;
            }

            return _x[_first] - x <= Slack ? _y[_first] : At(_first - 1, x);
        }

        private double At(int left, double x) =>
            _y[left] + ((x - _x[left]) / (_x[left + 1] - _x[left]) * (_y[left + 1] - _y[left]));
    }
}
