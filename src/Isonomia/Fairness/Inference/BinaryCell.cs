namespace Isonomia.Fairness;

/// <summary>One cell of a binary task, laid out for resampling: constants in the order in which the kernels read
/// them.</summary>
internal sealed class BinaryCell
{
    /// <summary>A run of negatives.</summary>
    internal const int Negatives = 0;

    /// <summary>A run of positives whose score no negative shares.</summary>
    internal const int Positives = 1;

    /// <summary>The positives of a score that the negatives of the run before share.</summary>
    internal const int TiedPositives = 2;

    /// <summary>The unit of every row in descending order of score, negatives first among equals.</summary>
    internal required int[] SortedUnits { get; init; }

    /// <summary>The sampling weights in that order, or null where all are 1.</summary>
    internal required double[]? SortedWeights { get; init; }

    /// <summary>The scores in that order, or empty where no metric reads them.</summary>
    internal required double[] SortedScores { get; init; }

    /// <summary>The end of every run of rows that can be summed before anything else happens, times 4, plus its
    /// kind.</summary>
    internal required int[] Runs { get; init; }

    /// <summary>Runs that share a bin and a decision.</summary>
    internal required BinarySegment[] Segments { get; init; }

    /// <summary>Units of positives decided positive and of negatives decided positive, where no single threshold
    /// decides.</summary>
    internal required DecidedRows? Decided { get; init; }

    /// <summary>What the additive sums need, in ascending order of unit.</summary>
    internal required AdditiveRows? Additive { get; init; }

    /// <summary>The cell's summary with every unit once.</summary>
    internal required BinarySummary Point { get; init; }
}

/// <summary>Rows that share a bin and a decision.</summary>
/// <param name="RunEnd">One past the last run.</param>
/// <param name="Bin">The calibration bin.</param>
/// <param name="IsPositive">Whether they are decided positive.</param>
internal readonly record struct BinarySegment(int RunEnd, int Bin, bool IsPositive);

/// <summary>The rows decided positive where thresholds differ inside a cell.</summary>
/// <param name="PositiveUnits">Units of the positives.</param>
/// <param name="PositiveWeights">Their weights, or null.</param>
/// <param name="NegativeUnits">Units of the negatives.</param>
/// <param name="NegativeWeights">Their weights, or null.</param>
internal sealed record DecidedRows(
    int[] PositiveUnits, double[]? PositiveWeights, int[] NegativeUnits, double[]? NegativeWeights);

/// <summary>Row constants of sums that do not depend on the order of scores.</summary>
internal sealed class AdditiveRows
{
    /// <summary>The unit of every row, ascending.</summary>
    internal required int[] Units { get; init; }

    /// <summary>The sampling weights, or null where all are 1.</summary>
    internal required double[]? Weights { get; init; }

    /// <summary>(score − label)², or empty.</summary>
    internal required double[] SquaredErrors { get; init; }

    /// <summary>The log loss, or empty.</summary>
    internal required double[] LogLosses { get; init; }

    /// <summary>The logit of the clipped score, or empty.</summary>
    internal required double[] Logits { get; init; }

    /// <summary>Label minus fitted probability of the recalibration, or empty. Its variance is |r|(1 − |r|).</summary>
    internal required double[] Residuals { get; init; }

    /// <summary>The same for the recalibration with the slope held at 1.</summary>
    internal required double[] OffsetResiduals { get; init; }
}

/// <summary>The rows of one cell while it is being laid out: in descending order of score, negatives first among
/// equals.</summary>
internal readonly ref struct SortedBinaryRows
{
    /// <summary>The scores, shape [n].</summary>
    internal required ReadOnlySpan<double> Scores { get; init; }

    /// <summary>The labels, 0 or 1, shape [n].</summary>
    internal required ReadOnlySpan<sbyte> Labels { get; init; }

    /// <summary>Whether each row is decided positive, shape [n].</summary>
    internal required ReadOnlySpan<bool> Decisions { get; init; }

    /// <summary>Cuts the rows into runs and segments.</summary>
    /// <param name="parts">What is asked.</param>
    /// <param name="isDecidedByOrder">Whether the decisions are a cut in this order.</param>
    /// <returns>The runs and the segments.</returns>
    internal (int[] Runs, BinarySegment[] Segments) Cut(BinaryParts parts, bool isDecidedByOrder)
    {
        bool bins = parts.HasFlag(BinaryParts.Scores);
        bool everyScore = parts.HasFlag(BinaryParts.AveragePrecision);
        var runs = new List<int>();
        var segments = new List<BinarySegment>();
        int row = 0;
        while (row < Scores.Length)
        {
            bool decision = isDecidedByOrder && Decisions[row];
            int bin = bins ? BinarySummary.BinOf(Scores[row]) : 0;
            int end = row;
            while (end < Scores.Length
                && (!isDecidedByOrder || Decisions[end] == decision)
                && (!bins || BinarySummary.BinOf(Scores[end]) == bin))
            {
                end++;
            }

            CutSegment(row, end, everyScore, runs);
            segments.Add(new BinarySegment(runs.Count, bin, decision));
            row = end;
        }

        return ([.. runs], [.. segments]);
    }

    private void CutSegment(int row, int end, bool everyScore, List<int> runs)
    {
        while (row < end)
        {
            int negatives = row;
            while (row < end && Labels[row] == 0)
            {
                row++;
            }

            if (row == end)
            {
                runs.Add((row << 2) | BinaryCell.Negatives);
                return;
            }

            // Negatives that share the score of the next positive need a run of their own: they count one half.
            double score = Scores[row];
            int tied = row;
            while (tied > negatives && Scores[tied - 1] == score)
            {
                tied--;
            }

            if (tied > negatives)
            {
                runs.Add((tied << 2) | BinaryCell.Negatives);
            }

            bool isTied = tied < row;
            if (isTied)
            {
                runs.Add((row << 2) | BinaryCell.Negatives);
            }

            row = EndOfPositives(row, end, isTied || everyScore);
            runs.Add((row << 2) | (isTied ? BinaryCell.TiedPositives : BinaryCell.Positives));
        }
    }

    // Negatives come first among equals, so a positive right after a positive shares its score with no negative of its
    // own.
    private int EndOfPositives(int row, int end, bool oneScore)
    {
        double score = Scores[row];
        while (row < end && Labels[row] == 1 && (!oneScore || Scores[row] == score))
        {
            row++;
        }

        return row;
    }
}
