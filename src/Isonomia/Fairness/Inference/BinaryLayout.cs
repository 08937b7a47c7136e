using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Lays the cells of a binary task out for resampling: sorts once, computes every row constant once.</summary>
internal sealed class BinaryLayout
{
    private const double LogClip = 1e-15;

    private readonly AuditedRows _rows;
    private readonly Outcome.Binary _outcome;
    private readonly DecisionRule _rule;
    private readonly double[]? _thresholds;
    private readonly BinaryParts _parts;
    private readonly double[]? _weights;

    private BinaryLayout(
        AuditedRows rows, Outcome.Binary outcome, DecisionRule rule, double[]? thresholds, BinaryParts parts)
    {
        _rows = rows;
        _outcome = outcome;
        _rule = rule;
        _thresholds = thresholds;
        _parts = parts;
        _weights = rows.GatherWeights();
    }

    /// <summary>Lays out every cell.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outcome">Labels and scores of the table.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="thresholds">A threshold for every table row, or null: the rule's.</param>
    /// <param name="parts">What is asked.</param>
    /// <param name="onlyOverall">Whether only the cell of everybody is needed.</param>
    /// <param name="threads">How many threads may be used.</param>
    /// <returns>The cells, in the order of <see cref="AuditedRows.Cells"/>.</returns>
    internal static BinaryCell[] Of(
        AuditedRows rows,
        Outcome.Binary outcome,
        DecisionRule rule,
        double[]? thresholds,
        BinaryParts parts,
        bool onlyOverall,
        int threads)
    {
        var layout = new BinaryLayout(rows, outcome, rule, thresholds, parts);
        int[] byScore = layout.OrderByScore();
        int[] byUnit = layout.OrderByUnit();
        var cells = new BinaryCell[onlyOverall ? 1 : rows.Cells.Count];
        int groupings = onlyOverall ? 0 : rows.Groupings.Count;
        for (int grouping = -1; grouping < groupings; grouping++)
        {
            (int Cell, int[] Rows)[] sorted = [.. rows.Split(byScore, grouping)];
            (int Cell, int[] Rows)[] additive = [.. rows.Split(byUnit, grouping)];
            Parallel.For(
                0, sorted.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
                k => cells[sorted[k].Cell] = layout.LayOut(sorted[k].Rows, additive[k].Rows));
        }

        return cells;
    }

    private int[] OrderByScore()
    {
        // Stable, so that rows of one score keep their order in the table.
        double[] keys = Array.ConvertAll(_rows.Rows, row => -_outcome.Scores[row]);
        int[] order = SortOrder.Ascending(keys);
        int[] block = [];
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && keys[order[end]] == keys[order[start]];)
            {
                end++;
            }

            if (end - start > 1)
            {
                NegativesFirst(order.AsSpan(start, end - start), ref block);
            }
        }

        return order;
    }

    private void NegativesFirst(Span<int> rows, ref int[] buffer)
    {
        buffer = buffer.Length < rows.Length ? new int[rows.Length] : buffer;
        int next = 0;
        for (sbyte label = 0; label <= 1; label++)
        {
            foreach (int row in rows)
            {
                if (Label(row) == label)
                {
                    buffer[next++] = row;
                }
            }
        }

        buffer.AsSpan(0, rows.Length).CopyTo(rows);
    }

    private int[] OrderByUnit()
    {
        int[] next = new int[_rows.UnitCount + 1];
        foreach (int unit in _rows.Units)
        {
            next[unit + 1]++;
        }

        for (int unit = 0; unit < _rows.UnitCount; unit++)
        {
            next[unit + 1] += next[unit];
        }

        int[] order = new int[_rows.Rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[next[_rows.Units[i]]++] = i;
        }

        return order;
    }

    private BinaryCell LayOut(int[] byScore, int[] byUnit)
    {
        int n = byScore.Length;
        double[] scores = new double[n];
        sbyte[] labels = new sbyte[n];
        bool[] decisions = new bool[n];
        bool byOrder = true;
        for (int i = 0; i < n; i++)
        {
            int row = byScore[i];
            scores[i] = Score(row);
            labels[i] = Label(row);
            decisions[i] = Rule(row).IsPositive(scores[i]);
            byOrder &= i == 0 || decisions[i - 1] || !decisions[i];
        }

        // A cut must not run through equal scores: their runs are summed together.
        for (int i = 1; i < n && byOrder; i++)
        {
            byOrder = scores[i] != scores[i - 1] || decisions[i] == decisions[i - 1];
        }

        var sorted = new SortedBinaryRows { Scores = scores, Labels = labels, Decisions = decisions };
        bool areProbabilities = n == 0 || (scores[0] <= 1 && scores[n - 1] >= 0);
        BinaryParts parts = areProbabilities ? _parts : _parts & ~(BinaryParts.Scores | BinaryParts.Calibration);
        (int[] runs, BinarySegment[] segments) = sorted.Cut(parts, byOrder);
        BinarySummary point = Point(scores, labels, byScore, byOrder ? null : decisions);
        return new BinaryCell
        {
            SortedUnits = Array.ConvertAll(byScore, row => _rows.Units[row]),
            SortedWeights = _weights is null ? null : Array.ConvertAll(byScore, row => _weights[row]),
            SortedScores = parts.HasFlag(BinaryParts.Scores) ? scores : [],
            Runs = runs,
            Segments = segments,
            Decided = byOrder ? null : Decide(byUnit),
            Additive = (parts & (BinaryParts.Losses | BinaryParts.Calibration)) == 0
                ? null
                : LayOutAdditive(byUnit, parts, point.Calibration),
            Point = point,
        };
    }

    private BinarySummary Point(double[] scores, sbyte[] labels, int[] byScore, bool[]? decisions)
    {
        double[] ascending = [.. scores];
        sbyte[] ascendingLabels = [.. labels];
        double[] weights = Array.ConvertAll(byScore, row => Weight(row));
        Array.Reverse(ascending);
        Array.Reverse(ascendingLabels);
        Array.Reverse(weights);
        var rows = new BinaryRows { Scores = ascending, Labels = ascendingLabels, Weights = weights, Rule = _rule };
        BinarySummary summary = BinarySummary.Compute(rows);
        if (decisions is not null || _thresholds is not null)
        {
            CountDecisions(byScore, ref summary);
        }

        return summary;
    }

    private void CountDecisions(int[] rows, ref BinarySummary summary)
    {
        var sums = new CompensatedSum[4];
        foreach (int row in rows)
        {
            sums[(Label(row) == 1 ? 2 : 0) + (Rule(row).IsPositive(Score(row)) ? 1 : 0)].Add(Weight(row));
        }

        (summary.TrueNegatives, summary.FalsePositives) = (sums[0].Value, sums[1].Value);
        (summary.FalseNegatives, summary.TruePositives) = (sums[2].Value, sums[3].Value);
    }

    private DecidedRows Decide(int[] byUnit)
    {
        int[] decided = [.. byUnit.Where(row => Rule(row).IsPositive(Score(row)))];
        int[] positives = [.. decided.Where(row => Label(row) == 1)];
        int[] negatives = [.. decided.Where(row => Label(row) == 0)];
        return new DecidedRows(
            Array.ConvertAll(positives, row => _rows.Units[row]),
            _weights is null ? null : Array.ConvertAll(positives, row => _weights[row]),
            Array.ConvertAll(negatives, row => _rows.Units[row]),
            _weights is null ? null : Array.ConvertAll(negatives, row => _weights[row]));
    }

    private AdditiveRows LayOutAdditive(int[] byUnit, BinaryParts parts, CalibrationFit fit)
    {
        double[] Column(bool isNeeded, Func<double, sbyte, double> value) =>
            isNeeded ? Array.ConvertAll(byUnit, row => value(Score(row), Label(row))) : [];
        bool losses = parts.HasFlag(BinaryParts.Losses);
        bool calibration = parts.HasFlag(BinaryParts.Calibration);
        return new AdditiveRows
        {
            Units = Array.ConvertAll(byUnit, row => _rows.Units[row]),
            Weights = _weights is null ? null : Array.ConvertAll(byUnit, row => _weights[row]),
            SquaredErrors = Column(losses, static (score, label) => (score - label) * (score - label)),
            LogLosses = Column(losses, static (score, label) => LogLossOf(score, label)),
            Logits = Column(calibration, static (score, _) => LogisticRecalibration.Logit(score)),
            Residuals = Column(
                calibration && fit.IsConverged,
                (score, label) => Residual(label, fit.Intercept + (fit.Slope * LogisticRecalibration.Logit(score)))),
            OffsetResiduals = Column(
                calibration && fit.IsOffsetConverged,
                (score, label) => Residual(label, fit.InterceptAtSlopeOne + LogisticRecalibration.Logit(score))),
        };
    }

    private static double LogLossOf(double score, sbyte label)
    {
        double clipped = Math.Clamp(score, LogClip, 1 - LogClip);
        return label == 1 ? -Math.Log(clipped) : -Math.Log(1 - clipped);
    }

    private static double Residual(sbyte label, double logit) => label - LogisticRecalibration.Inverse(logit);

    private double Score(int row) => _outcome.Scores[_rows.Rows[row]];

    private sbyte Label(int row) => _outcome.Labels[_rows.Rows[row]];

    private double Weight(int row) => _weights is null ? 1 : _weights[row];

    private DecisionRule Rule(int row) =>
        _thresholds is null ? _rule : _rule with { Threshold = _thresholds[_rows.Rows[row]] };
}
