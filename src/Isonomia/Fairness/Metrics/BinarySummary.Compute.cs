namespace Isonomia.Fairness;

public partial struct BinarySummary
{
    private const double LogClip = 1e-15;
    private const double BinSlack = 1e-9;

    /// <summary>
    /// Computes every field from the rows of a group: the plain form that faster forms are tested against.
    /// </summary>
    /// <remarks>
    /// <para>One walk up the scores by blocks of equal score (specification §20, A1), one walk down for the average
    /// precision (A4), bins k = min(⌊10 s + 1e-9⌋, 9), and the logistic fits of A6. O(n) plus the fits.</para>
    /// <para>Rows of weight 0 count as absent. Bins and fits are empty where a score lies outside [0, 1].</para>
    /// </remarks>
    /// <param name="rows">The rows in ascending order of score.</param>
    /// <returns>The sufficient statistics.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or the scores do not ascend.</exception>
    public static BinarySummary Compute(in BinaryRows rows)
    {
        Check(rows);
        BinarySummary summary = new() { Threshold = rows.Rule.Threshold };
        summary.ScoresAreProbabilities = AreProbabilities(rows);
        AddCounts(rows, ref summary);
        AddScoreSums(rows, ref summary);
        AddRanks(rows, ref summary);
        if (summary.ScoresAreProbabilities)
        {
            AddBins(rows, ref summary.Bins);
            summary.Calibration = rows.Calibration ?? LogisticRecalibration.Fit(rows);
        }

        return summary;
    }

    /// <summary>The bin of a score among the ten equal-width, left-closed bins on [0, 1].</summary>
    /// <param name="score">A score in [0, 1].</param>
    /// <returns>The index, 0 to 9.</returns>
    public static int BinOf(double score) => Math.Min((int)Math.Floor((BinCount * score) + BinSlack), BinCount - 1);

    private static void Check(in BinaryRows rows)
    {
        if (rows.Labels.Length != rows.Count || rows.Weights.Length != rows.Count)
        {
            throw new ArgumentException(
                $"There are {rows.Count} scores, {rows.Labels.Length} labels and {rows.Weights.Length} weights; "
                + "each row needs one of each.",
                nameof(rows));
        }

        for (int i = 1; i < rows.Count; i++)
        {
            if (!(rows.Scores[i] >= rows.Scores[i - 1]))
            {
                throw new ArgumentException(
                    $"The score of row {i} is below the one before it; scores must ascend.", nameof(rows));
            }
        }
    }

    private static bool AreProbabilities(in BinaryRows rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows.Weights[i] > 0 && !(rows.Scores[i] >= 0 && rows.Scores[i] <= 1))
            {
                return false;
            }
        }

        return true;
    }

    private static void AddCounts(in BinaryRows rows, ref BinarySummary summary)
    {
        Span<CompensatedSum> counts = stackalloc CompensatedSum[4];
        for (int i = 0; i < rows.Count; i++)
        {
            int cell = (rows.Labels[i] == 1 ? 2 : 0) + (rows.Rule.IsPositive(rows.Scores[i]) ? 1 : 0);
            counts[cell].Add(rows.Weights[i]);
        }

        summary.TrueNegatives = counts[0].Value;
        summary.FalsePositives = counts[1].Value;
        summary.FalseNegatives = counts[2].Value;
        summary.TruePositives = counts[3].Value;
    }

    private static void AddScoreSums(in BinaryRows rows, ref BinarySummary summary)
    {
        CompensatedSum positive = default, negative = default, squared = default, log = default;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weights[i];
            if (weight == 0)
            {
                continue;
            }

            double score = rows.Scores[i];
            double clipped = Math.Clamp(score, LogClip, 1 - LogClip);
            if (rows.Labels[i] == 1)
            {
                positive.Add(weight * score);
                squared.Add(weight * (1 - score) * (1 - score));
                log.Add(-weight * Math.Log(clipped));
            }
            else
            {
                negative.Add(weight * score);
                squared.Add(weight * score * score);
                log.Add(-weight * Math.Log(1 - clipped));
            }
        }

        summary.PositiveScoreSum = positive.Value;
        summary.NegativeScoreSum = negative.Value;
        summary.SquaredErrorSum = squared.Value;
        summary.LogLossSum = log.Value;
    }

    private static void AddRanks(in BinaryRows rows, ref BinarySummary summary)
    {
        CompensatedSum concordant = default, negativesBelow = default;
        for (int start = 0; start < rows.Count;)
        {
            (double positives, double negatives, int end) = BlockFrom(rows, start);
            concordant.Add(positives * (negativesBelow.Value + (negatives / 2)));
            negativesBelow.Add(negatives);
            start = end;
        }

        summary.ConcordantWeight = concordant.Value;
        if (summary.Positives > 0)
        {
            summary.AveragePrecision = AveragePrecisionOf(rows, summary.Positives);
        }
    }

    private static double AveragePrecisionOf(in BinaryRows rows, double allPositives)
    {
        CompensatedSum precision = default, truePositives = default, falsePositives = default;
        for (int end = rows.Count; end > 0;)
        {
            (double positives, double negatives, int start) = BlockBefore(rows, end);
            truePositives.Add(positives);
            falsePositives.Add(negatives);
            if (positives > 0)
            {
                double selected = truePositives.Value + falsePositives.Value;
                precision.Add(positives / allPositives * (truePositives.Value / selected));
            }

            end = start;
        }

        return precision.Value;
    }

    private static (double Positives, double Negatives, int End) BlockFrom(in BinaryRows rows, int start)
    {
        CompensatedSum positives = default, negatives = default;
        int i = start;
        for (; i < rows.Count && rows.Scores[i] == rows.Scores[start]; i++)
        {
            AddToClass(rows, i, ref positives, ref negatives);
        }

        return (positives.Value, negatives.Value, i);
    }

    private static (double Positives, double Negatives, int Start) BlockBefore(in BinaryRows rows, int end)
    {
        CompensatedSum positives = default, negatives = default;
        int i = end - 1;
        for (; i >= 0 && rows.Scores[i] == rows.Scores[end - 1]; i--)
        {
            AddToClass(rows, i, ref positives, ref negatives);
        }

        return (positives.Value, negatives.Value, i + 1);
    }

    private static void AddToClass(
        in BinaryRows rows, int row, ref CompensatedSum positives, ref CompensatedSum negatives)
    {
        if (rows.Labels[row] == 1)
        {
            positives.Add(rows.Weights[row]);
        }
        else
        {
            negatives.Add(rows.Weights[row]);
        }
    }

    private static void AddBins(in BinaryRows rows, ref CalibrationBins bins)
    {
        Span<CompensatedSum> sums = stackalloc CompensatedSum[3 * BinCount];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows.Weights[i] == 0)
            {
                continue;
            }

            int bin = BinOf(rows.Scores[i]);
            sums[bin].Add(rows.Weights[i]);
            sums[BinCount + bin].Add(rows.Weights[i] * rows.Scores[i]);
            sums[(2 * BinCount) + bin].Add(rows.Weights[i] * rows.Labels[i]);
        }

        for (int bin = 0; bin < BinCount; bin++)
        {
            bins.Weight[bin] = sums[bin].Value;
            bins.Score[bin] = sums[BinCount + bin].Value;
            bins.Label[bin] = sums[(2 * BinCount) + bin].Value;
        }
    }
}
