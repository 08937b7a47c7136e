using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Mean score against observed frequency in ten bins, and the calibration errors of these bins.</summary>
/// <remarks>Source: specification §3.</remarks>
public sealed class ReliabilityDiagram
{
    private const double Normal975 = 1.959963984540054;

    private readonly double[] _weight = new double[BinarySummary.BinCount];
    private readonly double[] _score = new double[BinarySummary.BinCount];
    private readonly double[] _label = new double[BinarySummary.BinCount];

    private ReliabilityDiagram(ScoreBinning binning, UndefinedReason? problem)
    {
        Binning = binning;
        Problem = problem;
    }

    /// <summary>How the bins were made.</summary>
    public ScoreBinning Binning { get; }

    /// <summary>
    /// Why there are no bins (empty_group, not_a_probability, constant_score), or null where there are.
    /// </summary>
    public UndefinedReason? Problem { get; }

    /// <summary>
    /// The non-empty bins in ascending order of score, with 95 % Wilson intervals on the effective number of rows.
    /// </summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; private set; } = [];

    /// <summary>The expected calibration error: Σ (n_b / n) |mean s_b − mean y_b|.</summary>
    public Statistic ExpectedError => Problem is { } problem ? problem : Statistic.Of(Errors.Ece * BinnedShare);

    /// <summary>The root mean square calibration error.</summary>
    public Statistic RootMeanSquareError =>
        Problem is { } problem ? problem : Statistic.Of(Math.Sqrt(Errors.MeanSquare));

    /// <summary>The largest calibration error of a bin.</summary>
    public Statistic MaximumError => Problem is { } problem ? problem : Statistic.Of(Errors.Maximum);

    /// <summary>Mean score minus mean label over the bins.</summary>
    public Statistic SignedError => Problem is { } problem ? problem : Statistic.Of(Errors.Signed);

    /// <summary>The mean calibration error of non-empty bins, each counting the same.</summary>
    public Statistic UnweightedError => Problem is { } problem ? problem : Statistic.Of(Errors.Unweighted);

    /// <summary>
    /// Σ_b (observed − expected)² / (n_b s̄_b (1 − s̄_b)); undefined where a bin expects none or all.
    /// </summary>
    internal Statistic ChiSquared
    {
        get
        {
            double sum = 0;
            for (int bin = 0; bin < _weight.Length; bin++)
            {
                double variance = _weight[bin] > 0 ? _score[bin] * (1 - (_score[bin] / _weight[bin])) : 0;
                if (_weight[bin] > 0 && !(variance > 0))
                {
                    return UndefinedReason.ZeroDenominator;
                }

                double difference = _label[bin] - _score[bin];
                sum += _weight[bin] > 0 ? difference * difference / variance : 0;
            }

            return Statistic.Of(sum);
        }
    }

    private CalibrationErrors Errors => new(_weight, _score, _label);

    private double BinnedShare { get; set; } = 1;

    /// <summary>Makes the diagram. Rows of weight 0 count as absent.</summary>
    /// <param name="rows">The rows in ascending order of score.</param>
    /// <param name="binning">How to bin.</param>
    /// <returns>The diagram, or one with a <see cref="Problem"/>.</returns>
    public static ReliabilityDiagram Of(in BinaryRows rows, ScoreBinning binning = ScoreBinning.Fixed01)
    {
        double[] present = Present(rows);
        int[]? bins = present.Length == 0 ? [] : ScoreBins.Assign(present, binning);
        UndefinedReason? problem = present.Length == 0 ? UndefinedReason.EmptyGroup
            : present[0] < 0 || present[^1] > 1 ? UndefinedReason.NotAProbability
            : bins is null ? UndefinedReason.ConstantScore
            : null;
        ReliabilityDiagram diagram = new(binning, problem);
        if (problem is null && bins is not null)
        {
            diagram.Fill(rows, bins);
        }

        return diagram;
    }

    private static double[] Present(in BinaryRows rows)
    {
        List<double> present = new(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows.Weights[i] > 0)
            {
                present.Add(rows.Scores[i]);
            }
        }

        return [.. present];
    }

    private static ReliabilityBin BinOf(int rows, double score, double frequency, double n)
    {
        double z2 = Normal975 * Normal975;
        double center = (frequency + (z2 / (2 * n))) / (1 + (z2 / n));
        double half = Normal975 / (1 + (z2 / n)) * Math.Sqrt((frequency * (1 - frequency) / n) + (z2 / (4 * n * n)));
        return new ReliabilityBin(rows, score, frequency, Math.Max(0, center - half), Math.Min(1, center + half));
    }

    private void Fill(in BinaryRows rows, int[] bins)
    {
        int[] count = new int[BinarySummary.BinCount];
        double[] squares = new double[BinarySummary.BinCount];
        double all = 0;
        int next = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weights[i];
            if (weight == 0)
            {
                continue;
            }

            all += weight;
            int bin = bins[next++];
            if (bin < 0)
            {
                continue;
            }

            double score = rows.Scores[i];
            bool isTop = Binning == ScoreBinning.TopLabel;
            bool isRight = (score >= 0.5) == (rows.Labels[i] == 1);
            count[bin]++;
            squares[bin] += weight * weight;
            _weight[bin] += weight;
            _score[bin] += weight * (isTop ? Math.Max(score, 1 - score) : score);
            _label[bin] += weight * (isTop ? (isRight ? 1 : 0) : rows.Labels[i]);
        }

        BinnedShare = _weight.Sum() / all;
        Bins = [.. Enumerable.Range(0, count.Length).Where(bin => count[bin] > 0).Select(bin => BinOf(
            count[bin], _score[bin] / _weight[bin], _label[bin] / _weight[bin],
            _weight[bin] * _weight[bin] / squares[bin]))];
    }
}
