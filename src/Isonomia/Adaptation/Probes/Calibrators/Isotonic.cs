using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Calibrator
{
    /// <summary>The best curve that never falls; a curve each class where there are several.</summary>
    /// <remarks>Needs many rows (a thousand and more), else it repeats their noise. Scores between two known ones are
    /// interpolated, scores outside take the end.</remarks>
    public static Calibrator Isotonic { get; } = new(
        "isotonic",
        "isotonic regression",
        "least-squares nondecreasing curve of the outcome over p (pool adjacent violators); several classes: one "
            + "versus rest, made to sum to 1",
        new Citation(
            "Zadrozny and Elkan, KDD 2002; Barlow et al., Statistical Inference under Order Restrictions, 1972"),
        FitIsotonic);

    private static Calibration FitIsotonic(double[] scores, int[] classes, int classCount)
    {
        (double[] X, double[] Y)[] curves = [.. ClassLogits.Columns(scores, classes, classCount)
            .Select(column => Pool(column.Scores, column.IsTrue))];
        return new Calibration(
            ClassLogits.OneVersusRest([.. curves.Select(curve =>
                (Func<double, double>)(p => Interpolate(curve.X, curve.Y, p)))]),
            [.. curves.Select(curve => (double)curve.Y.Distinct().Count())]);
    }

    /// <summary>Pools adjacent violators; equal scores are one point first.</summary>
    private static (double[] X, double[] Y) Pool(double[] scores, bool[] isTrue)
    {
        (double Score, double Weight, double Sum)[] points = [.. scores.Zip(isTrue)
            .GroupBy(row => row.First).OrderBy(group => group.Key)
            .Select(group => (group.Key, (double)group.Count(), (double)group.Count(row => row.Second)))];
        List<(int First, double Weight, double Sum)> blocks = [];
        for (int i = 0; i < points.Length; i++)
        {
            (int first, double weight, double sum) = (i, points[i].Weight, points[i].Sum);
            while (blocks.Count > 0 && blocks[^1].Sum * weight >= sum * blocks[^1].Weight)
            {
                (first, weight, sum) = (blocks[^1].First, weight + blocks[^1].Weight, sum + blocks[^1].Sum);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add((first, weight, sum));
        }

        double[] y = new double[points.Length];
        for (int b = 0; b < blocks.Count; b++)
        {
            int end = b + 1 < blocks.Count ? blocks[b + 1].First : points.Length;
            y.AsSpan(blocks[b].First..end).Fill(blocks[b].Sum / blocks[b].Weight);
        }

        return ([.. points.Select(point => point.Score)], y);
    }

    private static double Interpolate(double[] x, double[] y, double value)
    {
        int place = Array.BinarySearch(x, value);
        if (place >= 0)
        {
            return y[place];
        }

        int above = ~place;
        return above == 0 ? y[0]
            : above == x.Length ? y[^1]
            : y[above - 1] + ((y[above] - y[above - 1]) * (value - x[above - 1]) / (x[above] - x[above - 1]));
    }
}
