using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// Thresholds for rows that must serve selection and evaluation alike: each fold's comes from the other folds.
/// </summary>
/// <remarks>
/// All rows of a patient are in one fold, so that no decision about a patient rests on that patient. Flagged
/// cross_fitted. Source: specification §20, A18.
/// </remarks>
/// <param name="Fits">The threshold of each fold, fitted to the rows of the others.</param>
/// <param name="Folds">The fold of each row, shape [n].</param>
public sealed record CrossFittedThreshold(IReadOnlyList<ThresholdFit> Fits, IReadOnlyList<int> Folds)
{
    /// <summary>The number of folds where nothing else is asked for.</summary>
    public const int DefaultFoldCount = 5;

    /// <summary>Fits a policy with folds of patients.</summary>
    /// <param name="policy">The policy; for one that is per group, pass the rows of one group.</param>
    /// <param name="scores">The scores, shape [n], in any order.</param>
    /// <param name="labels">The labels, 0 or 1, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <param name="units">The patient of each row, indices from 0, shape [n].</param>
    /// <param name="seed">The seed; the same seed gives the same folds.</param>
    /// <param name="isStrict">Whether the threshold will decide by &gt; instead of ≥.</param>
    /// <param name="foldCount">The number of folds, at least 2.</param>
    /// <returns>A threshold for each fold; undefined where the other folds cannot give one.</returns>
    /// <exception cref="ArgumentException">The lists differ in length, or a patient's index is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static CrossFittedThreshold Fit(
        ThresholdPolicy policy,
        IReadOnlyList<double> scores,
        IReadOnlyList<sbyte> labels,
        IReadOnlyList<double> weights,
        IReadOnlyList<int> units,
        ulong seed,
        bool isStrict = false,
        int foldCount = DefaultFoldCount)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(foldCount, 2);
        Check(scores, labels, weights, units);
        int[] folds = FoldsOf(units, seed, foldCount);
        int[] order = SortOrder.Ascending([.. scores]);
        ThresholdFit[] fits = new ThresholdFit[foldCount];
        for (int fold = 0; fold < foldCount; fold++)
        {
            int[] rows = Array.FindAll(order, row => folds[row] != fold);
            fits[fold] = policy.Fit(
                new BinaryRows
                {
                    Scores = Array.ConvertAll(rows, row => scores[row]),
                    Labels = Array.ConvertAll(rows, row => labels[row]),
                    Weights = Array.ConvertAll(rows, row => weights.Count == 0 ? 1.0 : weights[row]),
                    Rule = DecisionRule.Default,
                },
                isStrict);
        }

        return new CrossFittedThreshold(fits, folds);
    }

    /// <summary>Fits a policy on all labeled and scored rows of a table.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="table">A binary table.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="isStrict">Whether the threshold will decide by &gt; instead of ≥.</param>
    /// <returns>The thresholds; rows without label or score are in fold 0, whose threshold decides nothing
    /// there.</returns>
    /// <exception cref="ArgumentException">A fold has no threshold.</exception>
    internal static CrossFittedThreshold Fit(ThresholdPolicy policy, PredictionTable table, ulong seed, bool isStrict)
    {
        var outcome = (Outcome.Binary)table.Outcome;
        int[] usable = [.. Enumerable.Range(0, table.RowCount).Where(row => outcome.Labels[row] >= 0
            && !double.IsNaN(outcome.Scores[row]))];
        CrossFittedThreshold fit = Fit(
            policy,
            Array.ConvertAll(usable, row => outcome.Scores[row]),
            Array.ConvertAll(usable, row => outcome.Labels[row]),
            table.Weights is null ? [] : Array.ConvertAll(usable, row => table.Weights[row]),
            Array.ConvertAll(usable, row => table.Units?[row] ?? row),
            seed,
            isStrict);
        if (fit.Fits.FirstOrDefault(fold => !fold.Threshold.IsDefined) is { } missing)
        {
            throw new ArgumentException(
                $"Threshold policy '{policy.Text}' is undefined in a cross-fitting fold: "
                + $"{missing.Threshold.Reason!.Value.Id()}; "
                + "give a validation split or a fixed threshold.");
        }

        int[] folds = new int[table.RowCount];
        for (int i = 0; i < usable.Length; i++)
        {
            folds[usable[i]] = fit.Folds[i];
        }

        return fit with { Folds = folds };
    }

    /// <summary>The threshold of every fold, NaN where undefined.</summary>
    internal double[] Thresholds => [.. Fits.Select(static fit => fit.Threshold.ValueOrNaN)];

    /// <summary>The middle one of the thresholds.</summary>
    internal double Median => Thresholds.Order().ElementAt(Fits.Count / 2);

    /// <summary>The threshold of every row.</summary>
    internal IEnumerable<double> RowThresholds => Folds.Select(fold => Fits[fold].Threshold.ValueOrNaN);

    private static int[] FoldsOf(IReadOnlyList<int> units, ulong seed, int foldCount)
    {
        int[] patients = [.. units.Distinct().Order()];
        RandomSource.For(seed, "cross_fitted_threshold", 0).Shuffle<int>(patients);
        Dictionary<int, int> foldOf = [];
        for (int i = 0; i < patients.Length; i++)
        {
            foldOf[patients[i]] = i % foldCount;
        }

        return [.. units.Select(unit => foldOf[unit])];
    }

    private static void Check(
        IReadOnlyList<double> scores, IReadOnlyList<sbyte> labels, IReadOnlyList<double> weights,
        IReadOnlyList<int> units)
    {
        if (labels.Count != scores.Count
            || units.Count != scores.Count
            || (weights.Count != 0 && weights.Count != scores.Count))
        {
            throw new ArgumentException(
                $"There are {scores.Count} scores, {labels.Count} labels, {weights.Count} weights and {units.Count} "
                + "patients; each row needs one of each, or no row a weight.");
        }

        if (units.Any(static unit => unit < 0))
        {
            throw new ArgumentException("A patient's index is negative; every row needs the index of its patient.");
        }
    }
}
