using System.Runtime.CompilerServices;

namespace Isonomia.Fairness;

/// <summary>The loops over rows: everything else about a replicate is cheap.</summary>
internal static class BinaryKernel
{
    private interface ISwitch
    {
        static abstract bool IsOn { get; }
    }

    /// <summary>Sums what depends on the order of scores: counts, discordance, average precision, bins.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="counts">The draw counts.</param>
    /// <param name="sums">Where the sums go (see <see cref="BinarySums"/>).</param>
    /// <param name="precision">Whether the average precision is needed.</param>
    internal static void Ranks(BinaryCell cell, ref byte counts, Span<double> sums, bool precision)
    {
        switch (cell.SortedWeights is not null, cell.SortedScores.Length > 0)
        {
            case (false, false): Ranks<Off, Off>(cell, ref counts, sums, precision); break;
            case (false, true): Ranks<Off, On>(cell, ref counts, sums, precision); break;
            case (true, false): Ranks<On, Off>(cell, ref counts, sums, precision); break;
            default: Ranks<On, On>(cell, ref counts, sums, precision); break;
        }

        if (cell.Decided is { } decided)
        {
            Move(
                decided.PositiveUnits, decided.PositiveWeights, ref counts, sums, BinarySums.FalseNegatives,
                BinarySums.TruePositives);
            Move(
                decided.NegativeUnits, decided.NegativeWeights, ref counts, sums, BinarySums.TrueNegatives,
                BinarySums.FalsePositives);
        }
    }

    /// <summary>Sums losses and the score and Hessian of the recalibration.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="counts">The draw counts.</param>
    /// <param name="sums">Where the sums go.</param>
    internal static void Additive(BinaryCell cell, ref byte counts, Span<double> sums)
    {
        if (cell.Additive is not { } rows)
        {
            return;
        }

        if (rows.SquaredErrors.Length > 0)
        {
            Losses(rows, ref counts, sums);
        }

        if (rows.Residuals.Length > 0)
        {
            Calibration(rows, ref counts, sums);
        }

        if (rows.OffsetResiduals.Length > 0)
        {
            OffsetCalibration(rows, ref counts, sums);
        }
    }

    private static void Ranks<TWeights, TScores>(BinaryCell cell, ref byte counts, Span<double> sums, bool precision)
        where TWeights : struct, ISwitch
        where TScores : struct, ISwitch
    {
        int[] units = cell.SortedUnits;
        double[] weights = cell.SortedWeights ?? [];
        double[] scores = cell.SortedScores;
        int[] runs = cell.Runs;
        Lanes allPositives = default, allNegatives = default, discordant = default, area = default, last = default;
        int row = 0;
        int run = 0;
        foreach (BinarySegment segment in cell.Segments)
        {
            Lanes positives = default, negatives = default, positiveScores = default, negativeScores = default;
            for (; run < segment.RunEnd; run++)
            {
                int end = runs[run] >> 2;
                Lanes weight = default, scoreSum = default;
                for (; row < end; row++)
                {
                    Lanes drawn = Lanes.OfCounts(ref counts, units[row]);
                    drawn = TWeights.IsOn ? drawn * weights[row] : drawn;
                    weight += drawn;
                    scoreSum = TScores.IsOn ? scoreSum.Plus(drawn, scores[row]) : scoreSum;
                }

                if ((runs[run] & 3) == BinaryCell.Negatives)
                {
                    negatives += weight;
                    negativeScores += scoreSum;
                    allNegatives += weight;
                    last = weight;
                    continue;
                }

                positives += weight;
                positiveScores += scoreSum;
                allPositives += weight;
                Lanes above = (runs[run] & 3) == BinaryCell.TiedPositives ? allNegatives - (last * 0.5) : allNegatives;
                discordant += weight * above;
                if (precision)
                {
                    area += Lanes.RatioOrZero(weight * allPositives, allPositives + allNegatives);
                }
            }

            Add(sums, segment.IsPositive ? BinarySums.TruePositives : BinarySums.FalseNegatives, positives);
            Add(sums, segment.IsPositive ? BinarySums.FalsePositives : BinarySums.TrueNegatives, negatives);
            if (TScores.IsOn)
            {
                Add(sums, BinarySums.PositiveScores, positiveScores);
                Add(sums, BinarySums.NegativeScores, negativeScores);
                Add(sums, BinarySums.BinWeight + segment.Bin, positives + negatives);
                Add(sums, BinarySums.BinScore + segment.Bin, positiveScores + negativeScores);
                Add(sums, BinarySums.BinLabel + segment.Bin, positives);
            }
        }

        Add(sums, BinarySums.Discordant, discordant);
        Add(sums, BinarySums.AveragePrecision, area);
    }

    private static void Move(
        int[] units, double[]? weights, ref byte counts, Span<double> sums, int from, int to)
    {
        Lanes sum = default;
        for (int i = 0; i < units.Length; i++)
        {
            sum = sum.Plus(Lanes.OfCounts(ref counts, units[i]), weights is null ? 1 : weights[i]);
        }

        Add(sums, to, sum);
        Add(sums, from, sum * -1);
    }

    private static void Losses(AdditiveRows rows, ref byte counts, Span<double> sums)
    {
        Lanes squared = default, log = default;
        for (int i = 0; i < rows.Units.Length; i++)
        {
            Lanes drawn = Drawn(rows, ref counts, i);
            squared = squared.Plus(drawn, rows.SquaredErrors[i]);
            log = log.Plus(drawn, rows.LogLosses[i]);
        }

        Add(sums, BinarySums.SquaredError, squared);
        Add(sums, BinarySums.LogLoss, log);
    }

    private static void Calibration(AdditiveRows rows, ref byte counts, Span<double> sums)
    {
        Lanes score0 = default, score1 = default, hessian00 = default, hessian01 = default, hessian11 = default;
        double[] residuals = rows.Residuals;
        double[] logits = rows.Logits;
        for (int i = 0; i < residuals.Length; i++)
        {
            Lanes drawn = Drawn(rows, ref counts, i);
            double residual = residuals[i];
            double logit = logits[i];
            double size = Math.Abs(residual);
            double variance = size * (1 - size);
            score0 = score0.Plus(drawn, residual);
            score1 = score1.Plus(drawn, residual * logit);
            hessian00 = hessian00.Plus(drawn, variance);
            hessian01 = hessian01.Plus(drawn, variance * logit);
            hessian11 = hessian11.Plus(drawn, variance * logit * logit);
        }

        Add(sums, BinarySums.Score0, score0);
        Add(sums, BinarySums.Score1, score1);
        Add(sums, BinarySums.Hessian00, hessian00);
        Add(sums, BinarySums.Hessian01, hessian01);
        Add(sums, BinarySums.Hessian11, hessian11);
    }

    private static void OffsetCalibration(AdditiveRows rows, ref byte counts, Span<double> sums)
    {
        Lanes score = default, hessian = default;
        double[] residuals = rows.OffsetResiduals;
        for (int i = 0; i < residuals.Length; i++)
        {
            Lanes drawn = Drawn(rows, ref counts, i);
            double size = Math.Abs(residuals[i]);
            score = score.Plus(drawn, residuals[i]);
            hessian = hessian.Plus(drawn, size * (1 - size));
        }

        Add(sums, BinarySums.OffsetScore, score);
        Add(sums, BinarySums.OffsetHessian, hessian);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Drawn(AdditiveRows rows, ref byte counts, int row)
    {
        Lanes drawn = Lanes.OfCounts(ref counts, rows.Units[row]);
        return rows.Weights is { } weights ? drawn * weights[row] : drawn;
    }

    private static void Add(Span<double> sums, int sum, Lanes lanes)
    {
        Span<double> target = sums.Slice(sum * Lanes.Count, Lanes.Count);
        Span<double> terms = stackalloc double[Lanes.Count];
        lanes.CopyTo(terms);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            target[lane] += terms[lane];
        }
    }

    private readonly struct On : ISwitch
    {
        /// <inheritdoc/>
        public static bool IsOn => true;
    }

    private readonly struct Off : ISwitch
    {
        /// <inheritdoc/>
        public static bool IsOn => false;
    }
}
