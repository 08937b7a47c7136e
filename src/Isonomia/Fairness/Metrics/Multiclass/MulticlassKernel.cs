using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The formulas behind the multiclass metrics.</summary>
internal static class MulticlassKernel
{
    private const double LogClip = 1e-15;

    internal static MetricKernel OfConfusion(Func<ConfusionMatrix, Statistic> compute) =>
        new MetricKernel.OfMulticlassRows((in MulticlassRows rows) =>
        {
            ConfusionMatrix matrix = ConfusionMatrix.Of(rows);
            return matrix.Weight == 0 ? UndefinedReason.EmptyGroup : compute(matrix);
        });

    /// <summary>A metric of the scores as probabilities.</summary>
    internal static MetricKernel OfProbabilities(MulticlassRowsFunction compute) =>
        new MetricKernel.OfMulticlassRows((in MulticlassRows rows) =>
            ConfusionMatrix.Of(rows).Weight == 0 ? UndefinedReason.EmptyGroup
            : !AreProbabilities(rows) ? UndefinedReason.NotAProbability
            : compute(rows));

    internal static double Accuracy(ConfusionMatrix matrix)
    {
        double correct = 0;
        for (int k = 0; k < matrix.ClassCount; k++)
        {
            correct += matrix[k, k];
        }

        return correct / matrix.Weight;
    }

    /// <summary>The mean over the classes that occur, weighted by their frequency if asked for.</summary>
    internal static Statistic OverPresentClasses(
        ConfusionMatrix matrix, Func<ConfusionMatrix, int, double> value, bool isWeighted = false)
    {
        (double sum, double weights) = (0, 0);
        for (int k = 0; k < matrix.ClassCount; k++)
        {
            if (matrix.LabelWeight(k) > 0)
            {
                double weight = isWeighted ? matrix.LabelWeight(k) : 1;
                sum += weight * value(matrix, k);
                weights += weight;
            }
        }

        return sum / weights;
    }

    internal static Statistic LowestRecall(ConfusionMatrix matrix)
    {
        double lowest = 1;
        for (int k = 0; k < matrix.ClassCount; k++)
        {
            Statistic recall = matrix.Recall(k);
            lowest = recall.IsDefined ? Math.Min(lowest, recall.Value) : lowest;
        }

        return lowest;
    }

    internal static Statistic RecallDifferences(ConfusionMatrix matrix)
    {
        double[] recalls = [.. Enumerable.Range(0, matrix.ClassCount)
            .Select(matrix.Recall).Where(recall => recall.IsDefined).Select(recall => recall.Value)];
        return ClassDifference(recalls);
    }

    internal static Statistic ClassDifference(ReadOnlySpan<double> recalls)
    {
        if (recalls.Length < 2)
        {
            return UndefinedReason.SingleClass;
        }

        CompensatedSum sum = default;
        for (int i = 0; i < recalls.Length; i++)
        {
            for (int j = i + 1; j < recalls.Length; j++)
            {
                sum.Add(Math.Abs(recalls[i] - recalls[j]));
            }
        }

        return sum.Value;
    }

    /// <summary>Agreement beyond chance: 1 − Σ v O / Σ v E with disagreement weights v.</summary>
    internal static Statistic Kappa(ConfusionMatrix matrix, Func<int, int, double> disagreement)
    {
        CompensatedSum observed = default, expected = default;
        for (int i = 0; i < matrix.ClassCount; i++)
        {
            for (int j = 0; j < matrix.ClassCount; j++)
            {
                double v = disagreement(i, j);
                observed.Add(v * matrix[i, j]);
                expected.Add(v * matrix.LabelWeight(i) * matrix.DecisionWeight(j) / matrix.Weight);
            }
        }

        return expected.Value == 0 ? UndefinedReason.ZeroDenominator : 1 - (observed.Value / expected.Value);
    }

    /// <summary>Gorodkin's R_K, the correlation of the indicator vectors of true and predicted class.</summary>
    internal static Statistic Matthews(ConfusionMatrix matrix)
    {
        double n = matrix.Weight;
        CompensatedSum both = default, decisions = default, labels = default;
        for (int k = 0; k < matrix.ClassCount; k++)
        {
            both.Add(n * matrix[k, k]);
            both.Add(-matrix.LabelWeight(k) * matrix.DecisionWeight(k));
            decisions.Add(matrix.DecisionWeight(k) * (n - matrix.DecisionWeight(k)));
            labels.Add(matrix.LabelWeight(k) * (n - matrix.LabelWeight(k)));
        }

        double square = decisions.Value * labels.Value;
        return square <= 0 ? UndefinedReason.ZeroDenominator : both.Value / Math.Sqrt(square);
    }

    internal static Statistic AurocOverClasses(in MulticlassRows rows, bool isWeighted)
    {
        (double sum, double weights) = (0, 0);
        ConfusionMatrix matrix = ConfusionMatrix.Of(rows);
        for (int k = 0; k < rows.ClassCount; k++)
        {
            Statistic auroc = OneVersusRest.Auroc(rows, k);
            if (!auroc.IsDefined)
            {
                return matrix.Weight == 0 ? UndefinedReason.EmptyGroup : UndefinedReason.MissingClass;
            }

            double weight = isWeighted ? matrix.LabelWeight(k) : 1;
            sum += weight * auroc.Value;
            weights += weight;
        }

        return sum / weights;
    }

    internal static Statistic AurocOverPairs(in MulticlassRows rows)
    {
        CompensatedSum sum = default;
        int pairs = 0;
        for (int i = 0; i < rows.ClassCount; i++)
        {
            for (int j = i + 1; j < rows.ClassCount; j++)
            {
                Statistic auroc = OneVersusRest.PairAuroc(rows, i, j);
                if (!auroc.IsDefined)
                {
                    return ConfusionMatrix.Of(rows).Weight == 0
                        ? UndefinedReason.EmptyGroup
                        : UndefinedReason.MissingClass;
                }

                sum.Add(auroc.Value);
                pairs++;
            }
        }

        return pairs == 0 ? UndefinedReason.SingleClass : sum.Value / pairs;
    }

    internal static Statistic LogLoss(in MulticlassRows rows)
    {
        CompensatedSum loss = default, weight = default;
        for (int i = 0; i < rows.Count; i++)
        {
            double score = Math.Clamp(rows.Scores[(i * rows.ClassCount) + rows.Labels[i]], LogClip, 1 - LogClip);
            loss.Add(-rows.Weights[i] * Math.Log(score));
            weight.Add(rows.Weights[i]);
        }

        return loss.Value / weight.Value;
    }

    internal static Statistic Brier(in MulticlassRows rows)
    {
        CompensatedSum squares = default, weight = default;
        for (int i = 0; i < rows.Count; i++)
        {
            weight.Add(rows.Weights[i]);
            for (int k = 0; k < rows.ClassCount; k++)
            {
                double difference = rows.Scores[(i * rows.ClassCount) + k] - (rows.Labels[i] == k ? 1 : 0);
                squares.Add(rows.Weights[i] * difference * difference);
            }
        }

        return squares.Value / weight.Value;
    }

    internal static Statistic TopLabelCalibration(in MulticlassRows rows)
    {
        CalibrationBins bins = default;
        for (int i = 0; i < rows.Count; i++)
        {
            Add(
                ref bins, rows.Scores[(i * rows.ClassCount) + rows.Decisions[i]], rows.Decisions[i] == rows.Labels[i],
                rows.Weights[i]);
        }

        return new CalibrationErrors(bins).Ece;
    }

    internal static Statistic ClasswiseCalibration(in MulticlassRows rows)
    {
        CompensatedSum sum = default;
        for (int k = 0; k < rows.ClassCount; k++)
        {
            CalibrationBins bins = default;
            for (int i = 0; i < rows.Count; i++)
            {
                Add(ref bins, rows.Scores[(i * rows.ClassCount) + k], rows.Labels[i] == k, rows.Weights[i]);
            }

            sum.Add(new CalibrationErrors(bins).Ece);
        }

        return sum.Value / rows.ClassCount;
    }

    private static void Add(ref CalibrationBins bins, double score, bool isPositive, double weight)
    {
        if (weight == 0)
        {
            return;
        }

        int bin = BinarySummary.BinOf(score);
        bins.Weight[bin] += weight;
        bins.Score[bin] += weight * score;
        bins.Label[bin] += isPositive ? weight : 0;
    }

    private static bool AreProbabilities(in MulticlassRows rows)
    {
        for (int i = 0; i < rows.Scores.Length; i++)
        {
            if (rows.Weights[i / rows.ClassCount] > 0 && !(rows.Scores[i] >= 0 && rows.Scores[i] <= 1))
            {
                return false;
            }
        }

        return true;
    }
}
