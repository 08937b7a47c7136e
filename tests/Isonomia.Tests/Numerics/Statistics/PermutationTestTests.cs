using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PermutationTestTests
{
    [SkippableFact]
    public void A_rate_difference_matches_the_enumeration()
    {
        JsonElement entry = Case("exact_tpr_difference_unstratified");
        sbyte[] labels = entry.GetProperty("inputs").Labels("y_true");
        sbyte[] predictions = entry.GetProperty("inputs").Labels("y_pred");
        double[] hits = [.. labels.Zip(predictions, (y, d) => y == 1 && d == 1 ? 1.0 : 0)];
        double[] positives = [.. labels.Select(y => (double)y)];
        PermutationResult test = PermutationTest.OfMeans(hits, positives, Groups(entry), [], isStudentised: false);
        JsonElement expected = entry.GetProperty("expected");
        Compare(expected, "observed", "count_abs_ge", "p_two_sided", test);
        Assert.Equal(expected.Number("undefined"), test.Undefined);
        PermutationResult greater = PermutationTest.Of(Groups(entry), [], () => Signed(hits, positives));
        Assert.Equal(expected.Number("p_greater"), greater.P.Value, 1e-12);
    }

    [SkippableFact]
    public void Permuting_within_positives_is_Fishers_test()
    {
        JsonElement entry = Case("exact_tpr_difference_within_positives");
        sbyte[] labels = entry.GetProperty("inputs").Labels("y_true");
        sbyte[] predictions = entry.GetProperty("inputs").Labels("y_pred");
        int[] all = Groups(entry);
        int[] positive = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == 1)];
        double[] outcome = [.. positive.Select(i => (double)predictions[i])];
        int[] groups = [.. positive.Select(i => all[i])];
        PermutationResult test = PermutationTest.OfMeans(outcome, [], groups, [], isStudentised: false);
        JsonElement expected = entry.GetProperty("expected");
        Compare(expected, "observed", "count_abs_ge", "p_two_sided", test);
        long k1 = (long)outcome.Where((_, i) => groups[i] == 0).Sum();
        long k2 = (long)outcome.Where((_, i) => groups[i] == 1).Sum();
        double fisher = TwoProportions.FisherExactP(k1, groups.Count(g => g == 0), k2, groups.Count(g => g == 1));
        Assert.Equal(expected.Number("fisher_exact_p"), fisher, 1e-12);

        // The same by strata: negatives may be permuted among themselves, it changes nothing but the number of
        // assignments.
        double[] hits = [.. labels.Zip(predictions, (y, d) => y == 1 && d == 1 ? 1.0 : 0)];
        PermutationResult stratified = PermutationTest.OfMeans(
            hits, [.. labels.Select(y => (double)y)], all, [.. labels.Select(y => (int)y)], isStudentised: false);
        Assert.Equal(test.P.Value, stratified.P.Value, 1e-12);
    }

    [SkippableFact]
    public void Rows_follow_their_patient_and_undefined_assignments_leave_both_counts()
    {
        JsonElement entry = Case("exact_auroc_difference_patient_level");
        JsonElement inputs = entry.GetProperty("inputs");
        string?[] patients = inputs.Texts("patient");
        string?[] order = [.. patients.Distinct()];
        int[] rowUnit = [.. patients.Select(patient => Array.IndexOf(order, patient))];
        int[] rowGroups = Groups(entry);
        int[] groups = [.. order.Select(patient => rowGroups[Array.IndexOf(patients, patient)])];
        sbyte[] labels = inputs.Labels("y_true");
        double[] scores = inputs.Numbers("score");
        PermutationResult test = PermutationTest.Of(groups, [], () => assigned =>
        {
            double[] auroc = new double[2];
            for (int g = 0; g < 2; g++)
            {
                int[] of = assigned.ToArray();
                int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => of[rowUnit[i]] == g)];
                auroc[g] = AurocPlacements.Of([.. rows.Select(i => labels[i])], [.. rows.Select(i => scores[i])])?.Auroc
                    ?? double.NaN;
            }

            return Math.Abs(auroc[0] - auroc[1]);
        });
        JsonElement expected = entry.GetProperty("expected");
        Compare(expected, "observed", "count_abs_ge", "p_two_sided", test);
        Assert.Equal(expected.Number("undefined"), test.Undefined);
    }

    [SkippableFact]
    public void Three_groups_match_the_enumeration()
    {
        JsonElement entry = Case("exact_selection_gap_three_groups");
        double[] selected = entry.GetProperty("inputs").Numbers("y_pred");
        PermutationResult test = PermutationTest.OfMeans(selected, [], Groups(entry), [], isStudentised: false);
        Compare(entry.GetProperty("expected"), "observed_gap", "count_ge", "p", test);
    }

    [SkippableTheory]
    [InlineData("exact_studentised_difference")]
    [InlineData("exact_studentised_dice_difference")]
    public void The_studentised_test_matches_the_enumeration(string id)
    {
        JsonElement entry = Case(id);
        double[] a = entry.GetProperty("inputs").Numbers("outcome_group_A");
        double[] b = entry.GetProperty("inputs").Numbers("outcome_group_B");
        int[] groups = [.. a.Select(_ => 0), .. b.Select(_ => 1)];
        JsonElement expected = entry.GetProperty("expected");
        PermutationResult test = PermutationTest.OfMeans([.. a, .. b], [], groups, []);
        Assert.Equal(expected.Number("observed_t"), test.Observed.Value, 1e-12);
        Assert.Equal(expected.Number("assignments"), test.Assignments);
        Assert.Equal(expected.Number("p_studentised"), test.P.Value, 1e-12);
        PermutationResult plain = PermutationTest.OfMeans([.. a, .. b], [], groups, [], isStudentised: false);
        Assert.Equal(expected.Number("observed_difference"), plain.Observed.Value, 1e-12);
        Assert.Equal(expected.Number("p_unstudentised"), plain.P.Value, 1e-12);
    }

    [SkippableFact]
    public void The_Monte_Carlo_p_counts_the_observed_assignment()
    {
        JsonElement entry = Case("monte_carlo_p_rule");
        double p = PermutationTest.MonteCarloP(
            (long)entry.GetProperty("inputs").Number("count"), (long)entry.GetProperty("inputs").Number("B"));
        Assert.Equal(entry.GetProperty("expected").Number("p"), p, 1e-12);
    }

    [Fact]
    public void Worked_by_hand()
    {
        // {1, 2} against {3, 4}: of 6 assignments 2 have a difference of 2; T* of the null: 2, 1, 0, 0, 1, 2.
        PermutationResult test = PermutationTest.OfMeans([1, 2, 3, 4], [], [0, 0, 1, 1], [], isStudentised: false);
        Assert.True(test.IsExact);
        Assert.Equal(6, test.Assignments);
        Assert.Equal(2 / 6.0, test.P.Value, 1e-15);
        Assert.Equal(1, test.NullMean.Value, 1e-15);
        Assert.Equal(2, test.NullUpper.Value, 1e-15);
    }

    [Fact]
    public void The_same_bits_for_one_thread_and_many_and_near_the_exact_p()
    {
        RandomSource random = new(7);
        double[] values = [.. Enumerable.Range(0, 40).Select(i => random.NextNormal() + (i < 13 ? 0.6 : 0))];
        int[] groups = [.. Enumerable.Range(0, 40).Select(i => i < 13 ? 0 : i < 25 ? 1 : 2)];
        int[] strata = [.. Enumerable.Range(0, 40).Select(i => i % 3)];
        PermutationOptions one = new() { Seed = 5, Replicates = 2000, MaxThreads = 1 };
        PermutationResult serial = PermutationTest.OfMeans(values, [], groups, strata, one);
        Assert.False(serial.IsExact);
        Assert.Equal(serial, PermutationTest.OfMeans(values, [], groups, strata, one with { MaxThreads = 7 }));

        double[] few = values[..12];
        int[] halves = [.. Enumerable.Range(0, 12).Select(i => i % 2)];
        double exact = PermutationTest.OfMeans(few, [], halves, []).P.Value;
        PermutationResult drawn = PermutationTest.OfMeans(
            few, [], halves, [], new PermutationOptions { Seed = 5, ExactLimit = 1, Replicates = 20_000 });
        Assert.False(drawn.IsExact);
        Assert.InRange(drawn.P.Value - exact, -0.015, 0.015);
    }

    [Fact]
    public void Relabelling_groups_and_reordering_units_leave_the_exact_p()
    {
        double[] values = [0.3, 0.3, 0.7, 0.1, 0.9, 0.9, 0.2];
        int[] groups = [0, 1, 1, 0, 2, 2, 2];
        double p = PermutationTest.OfMeans(values, [], groups, [], isStudentised: false).P.Value;
        int[] relabelled = [.. groups.Select(g => 2 - g)];
        Assert.Equal(p, PermutationTest.OfMeans(values, [], relabelled, [], isStudentised: false).P.Value, 1e-15);
        Array.Reverse(values);
        Array.Reverse(groups);
        Assert.Equal(p, PermutationTest.OfMeans(values, [], groups, [], isStudentised: false).P.Value, 1e-15);
    }

    [Fact]
    public void Too_many_undefined_assignments_leave_no_p()
    {
        // One positive patient in six: in each assignment one group has none.
        PermutationResult test = PermutationTest.OfMeans(
            [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1], []);
        Assert.Equal(UndefinedReason.TooFewRows, test.Observed.Reason);
        PermutationResult rare = PermutationTest.OfMeans(
            [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 0, 0], [0, 0, 0, 1, 1, 1], [], isStudentised: false);
        Assert.Equal(UndefinedReason.UnstableResamples, rare.P.Reason);
        Assert.Equal(8, rare.Undefined);
    }

    [Fact]
    public void Groups_that_differ_without_any_spread_are_infinitely_far_apart()
    {
        PermutationResult test = PermutationTest.OfMeans([0.7, 0.7, 0.7, 0.1, 0.1, 0.1], [], [0, 0, 0, 1, 1, 1], []);
        Assert.Equal(double.PositiveInfinity, test.Observed.Value);
        Assert.Equal(2 / 20.0, test.P.Value, 1e-15);
        Assert.Equal(0, PermutationTest.OfMeans([0.1, 0.1, 0.1, 0.1], [], [0, 0, 1, 1], []).Observed.Value);
    }

    /// <summary>Specification §23.5: at most 6.5 % rejections at .05 for four equal groups of 200 rows at rate
    /// .8.</summary>
    [Fact]
    public void The_studentised_test_rejects_a_true_null_no_more_often_than_it_says()
    {
        int[] groups = [.. Enumerable.Range(0, 800).Select(i => i / 200)];
        double[] outcomes = new double[800];
        int rejections = 0;
        for (int run = 0; run < 1000; run++)
        {
            RandomSource random = RandomSource.For(17, "null", run);
            for (int i = 0; i < outcomes.Length; i++)
            {
                outcomes[i] = random.NextDouble() < 0.8 ? 1 : 0;
            }

            PermutationOptions options = new() { Seed = (ulong)run, Replicates = 39 };
            rejections += PermutationTest.OfMeans(outcomes, [], groups, [], options).P.Value <= 0.05 ? 1 : 0;
        }

        Assert.InRange(rejections, 30, 65);
    }

    private static JsonElement Case(string id) => OracleFile.Open("fairness/permutation.json")[id];

    private static int[] Groups(JsonElement entry)
    {
        string?[] names = entry.GetProperty("inputs").Texts("group");
        string?[] order = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return [.. names.Select(name => Array.IndexOf(order, name))];
    }

    private static PermutationStatistic Signed(double[] hits, double[] positives) => groups =>
    {
        double[] sums = new double[2];
        double[] counts = new double[2];
        for (int i = 0; i < groups.Length; i++)
        {
            sums[groups[i]] += hits[i];
            counts[groups[i]] += positives[i];
        }

        return (sums[0] / counts[0]) - (sums[1] / counts[1]);
    };

    private static void Compare(JsonElement expected, string observed, string count, string p, PermutationResult test)
    {
        Assert.True(test.IsExact);
        Assert.Equal(expected.Number(observed), test.Observed.Value, 1e-12);
        Assert.Equal(expected.Number("assignments"), test.Assignments);
        Assert.Equal(expected.Number(count), test.AtLeastAsExtreme);
        Assert.Equal(expected.Number(p), test.P.Value, 1e-12);
    }
}
