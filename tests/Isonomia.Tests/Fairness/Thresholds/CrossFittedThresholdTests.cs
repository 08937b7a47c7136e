using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class CrossFittedThresholdTests
{
    private static readonly double[] Scores = [.. Enumerable.Range(0, 60).Select(static row => row * 37 % 60 / 60.0)];
    private static readonly sbyte[] Labels =
        [.. Scores.Select(static (score, row) => (sbyte)(score + (row % 3 * 0.2) > 0.6 ? 1 : 0))];
    private static readonly int[] Units = [.. Enumerable.Range(0, 60).Select(static row => row / 3)];

    [Fact]
    public void Keeps_the_rows_of_a_patient_in_one_fold()
    {
        CrossFittedThreshold fitted = Fit(7);
        Assert.Equal(5, fitted.Fits.Count);
        Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(fitted.Folds[Units[row] * 3], fitted.Folds[row]));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(12, fitted.Folds.Count(own => own == fold)));
    }

    [Fact]
    public void Fits_the_threshold_of_a_fold_to_the_other_folds()
    {
        CrossFittedThreshold fitted = Fit(7);
        for (int fold = 0; fold < 5; fold++)
        {
            int[] others = [.. Enumerable.Range(0, 60).Where(row => fitted.Folds[row] != fold)];
            ThresholdFit expected = ThresholdPolicyTests.Fit(
                "youden", [.. others.Select(static row => Labels[row])], [.. others.Select(static row => Scores[row])]);
            Assert.Equal(expected, fitted.Fits[fold]);
        }
    }

    [Fact]
    public void Draws_the_same_folds_from_the_same_seed()
    {
        Assert.Equal(Fit(7).Folds, Fit(7).Folds);
        Assert.NotEqual(Fit(7).Folds, Fit(8).Folds);
    }

    [Fact]
    public void Is_undefined_in_a_fold_whose_other_folds_cannot_give_a_threshold()
    {
        CrossFittedThreshold fitted = CrossFittedThreshold.Fit(
            ThresholdPolicy.Youden, [0.2, 0.8], [0, 1], [], [0, 1], seed: 1, foldCount: 2);
        Assert.All(fitted.Fits, static fit => Assert.Contains(
            fit.Threshold.Reason, new UndefinedReason?[] { UndefinedReason.NoPositives, UndefinedReason.NoNegatives }));
    }

    [Fact]
    public void Refuses_lists_of_different_length() => Assert.Throws<ArgumentException>(
        () => CrossFittedThreshold.Fit(ThresholdPolicy.Youden, Scores, Labels, [], [0], seed: 1));

    private static CrossFittedThreshold Fit(ulong seed) =>
        CrossFittedThreshold.Fit(ThresholdPolicy.Youden, Scores, Labels, [], Units, seed);
}
