using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PermutationTestTests
{
    [SkippableTheory]
    [InlineData("exact_tpr_difference_unstratified", false)]
    [InlineData("exact_tpr_difference_within_positives", true)]
    public void A_difference_of_rates_matches_complete_enumeration(string id, bool withinPositives)
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")[id];
        JsonElement inputs = entry.GetProperty("inputs");
        sbyte[] y = inputs.Labels("y_true");
        sbyte[] decision = inputs.Labels("y_pred");
        string?[] group = inputs.Texts("group");
        int[] rows = [.. Enumerable.Range(0, y.Length).Where(i => !withinPositives || y[i] == 1)];
        PermutationResult result = PermutationTest.Run(
            [.. rows.Select(i => group[i] == "A" ? 0 : 1)], [], Difference, 999, 1, "test");
        JsonElement expected = entry.GetProperty("expected");
        Assert.True(result.IsExact);
        Assert.Equal(expected.Number("assignments"), result.Assignments);
        Assert.Equal(expected.Number("count_abs_ge"), result.AsExtreme);
        Assert.Equal(expected.Number("p_two_sided"), result.P.Value, 1e-12);

        double Difference(int[] assigned)
        {
            double[] hits = new double[2];
            double[] all = new double[2];
            for (int k = 0; k < rows.Length; k++)
            {
                if (y[rows[k]] == 1)
                {
                    hits[assigned[k]] += decision[rows[k]];
                    all[assigned[k]]++;
                }
            }

            return all[0] == 0 || all[1] == 0 ? double.NaN : Math.Abs((hits[0] / all[0]) - (hits[1] / all[1]));
        }
    }

    [SkippableFact]
    public void Three_groups_match_complete_enumeration()
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")["exact_selection_gap_three_groups"];
        sbyte[] decision = entry.GetProperty("inputs").Labels("y_pred");
        string?[] group = entry.GetProperty("inputs").Texts("group");
        string?[] names = [.. group.Distinct()];
        PermutationResult result = PermutationTest.Run([.. group.Select(g => Array.IndexOf(names, g))], [], Gap, 999, 1, "test");
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("assignments"), result.Assignments);
        Assert.Equal(expected.Number("count_ge"), result.AsExtreme);
        Assert.Equal(expected.Number("p"), result.P.Value, 1e-12);

        double Gap(int[] assigned)
        {
            double[] rates = [.. Enumerable.Range(0, 3).Select(g =>
                Enumerable.Range(0, assigned.Length).Where(i => assigned[i] == g).Average(i => (double)decision[i]))];
            return rates.Max() - rates.Min();
        }
    }

    [SkippableTheory]
    [InlineData("exact_studentised_difference")]
    [InlineData("exact_studentised_dice_difference")]
    public void The_studentised_difference_matches_complete_enumeration(string id)
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")[id];
        double[] a = entry.GetProperty("inputs").Numbers("outcome_group_A");
        double[] b = entry.GetProperty("inputs").Numbers("outcome_group_B");
        double[] values = [.. a, .. b];
        double[] ones = [.. values.Select(_ => 1.0)];
        int[] groups = [.. a.Select(_ => 0), .. b.Select(_ => 1)];
        PermutationResult result = PermutationTest.Run(
            groups, [], assigned => RatioOfSums.LargestStudentizedDifference(values, ones, assigned, 2), 999, 1, "test");
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("observed_t"), result.Observed.Value, 1e-12);
        Assert.Equal(expected.Number("assignments"), result.Assignments);
        Assert.Equal(expected.Number("p_studentised"), result.P.Value, 1e-12);
    }

    [SkippableFact]
    public void Patients_with_several_rows_are_exchanged_whole()
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")["exact_auroc_difference_patient_level"];
        JsonElement inputs = entry.GetProperty("inputs");
        string?[] patient = inputs.Texts("patient");
        string?[] group = inputs.Texts("group");
        sbyte[] y = inputs.Labels("y_true");
        double[] score = inputs.Numbers("score");
        string?[] patients = [.. patient.Distinct()];
        int[] unit = [.. patient.Select(p => Array.IndexOf(patients, p))];
        int[] groups = [.. patients.Select(p => group[Array.IndexOf(patient, p)] == "A" ? 0 : 1)];
        PermutationResult result = PermutationTest.Run(groups, [], Difference, 999, 1, "test", maxUndefinedShare: 0.1);
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("assignments"), result.Assignments);
        Assert.Equal(expected.Number("undefined"), result.Undefined);
        Assert.Equal(expected.Number("count_abs_ge"), result.AsExtreme);
        Assert.Equal(expected.Number("p_two_sided"), result.P.Value, 1e-12);

        double Difference(int[] assigned)
        {
            AurocPlacements? first = Of(0);
            AurocPlacements? second = Of(1);
            return first is null || second is null ? double.NaN : Math.Abs(first.Auroc - second.Auroc);

            AurocPlacements? Of(int g)
            {
                int[] rows = [.. Enumerable.Range(0, y.Length).Where(i => assigned[unit[i]] == g)];
                return AurocPlacements.Of([.. rows.Select(i => y[i])], [.. rows.Select(i => score[i])]);
            }
        }
    }

    [Fact]
    public void Random_assignments_are_the_same_for_any_number_of_threads()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i))];
        double[] ones = [.. values.Select(_ => 1.0)];
        int[] groups = [.. Enumerable.Range(0, 60).Select(i => i % 3)];
        int[] strata = [.. Enumerable.Range(0, 60).Select(i => i / 30)];
        PermutationResult one = Run(1);
        Assert.False(one.IsExact);
        Assert.Equal(one, Run(2));
        Assert.Equal((1.0 + one.AsExtreme) / 1000, one.P.Value, 1e-15);

        PermutationResult Run(int threads) => PermutationTest.Run(
            groups, strata, assigned => RatioOfSums.LargestStudentizedDifference(values, ones, assigned, 3), 999, 4, "test", threads: threads);
    }
}
