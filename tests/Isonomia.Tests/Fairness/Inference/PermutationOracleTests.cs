using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

/// <summary>The audit's permutation tests against complete enumeration (oracles, permutation.json).</summary>
public sealed class PermutationOracleTests
{
    [SkippableFact]
    public void A_true_positive_rate_gap_of_twelve_patients_is_tested_over_all_126_assignments_within_the_positives()
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")["exact_tpr_difference_within_positives"];
        JsonElement inputs = entry.GetProperty("inputs");
        DisparityResult gap = Gap(
            "tpr", inputs.Numbers("y_true"), inputs.Numbers("y_pred"), inputs.Texts("group"), null);
        Assert.Contains("permutation_exact", gap.Detail.Flags);

        // Two groups of fixed size: |difference| and its studentised form order the assignments alike but for zero
        // variances.
        Assert.Equal(entry.GetProperty("expected").Number("p_two_sided"), gap.Detail.PermutationP!.Value, 1e-12);
    }

    [SkippableTheory]
    [InlineData("exact_studentised_difference")]
    [InlineData("exact_studentised_dice_difference")]
    public void A_studentised_difference_of_means_has_the_enumerated_p(string id)
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")[id];
        double[] a = entry.GetProperty("inputs").Numbers("outcome_group_A");
        double[] b = entry.GetProperty("inputs").Numbers("outcome_group_B");
        int[] codes = [.. a.Select(_ => 0), .. b.Select(_ => 1)];
        PredictionTable table = InferenceData.Binary(
            [.. codes.Select(_ => (sbyte)1)], [.. codes.Select(_ => 0.5)],
                [new Grouping("group", ["A", "B"], codes)]) with
        {
            Outcome = new Outcome.Regression([.. codes.Select(_ => 0.0)], [.. a, .. b]),
        };
        DisparityResult gap = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(200, 999), [], InferenceRequests.GapOf(Metric.All["bias"]))).Disparities[0];
        Assert.Equal(entry.GetProperty("expected").Number("p_studentised"), gap.Detail.PermutationP!.Value, 1e-12);
    }

    [SkippableFact]
    public void Rows_follow_their_patient_and_undefined_assignments_leave_both_counts()
    {
        JsonElement entry = OracleFile.Open("fairness/permutation.json")["exact_auroc_difference_patient_level"];
        JsonElement inputs = entry.GetProperty("inputs");
        string[] patients = [.. inputs.Texts("patient").Select(text => text!)];
        int[] units = Array.ConvertAll(patients, patient => Array.IndexOf([.. patients.Distinct()], patient));
        DisparityResult gap = Gap("auroc", inputs.Numbers("y_true"), inputs.Numbers("score"), inputs.Texts("group"),
            units);

        // The audit permutes within label profiles (fewer assignments than the case's 126): both AUROCs are 1 as they
        // are.
        Assert.Equal(0, gap.Value);
        Assert.Equal(1, gap.Detail.PermutationP);
        Assert.Contains("permutation_exact", gap.Detail.Flags);
    }

    [Fact]
    public void A_patient_in_two_groups_changes_places_only_with_another_one_in_two_groups()
    {
        // Patients 0 and 1 are in both groups, 2 to 5 in one: 2! / 2! × 4! / (2! 2!) = 6 assignments; a rate that
        // differs in the one-group patients as much as it can has 2 of them as extreme.
        int[] units = [0, 0, 1, 1, 2, 3, 4, 5];
        int[] codes = [0, 1, 0, 1, 0, 0, 1, 1];
        double[] scores = [0.9, 0.9, 0.1, 0.1, 0.9, 0.9, 0.1, 0.1];
        PredictionTable table = InferenceData.Binary(
            [1, 1, 1, 1, 1, 1, 1, 1], scores, [new Grouping("group", ["A", "B"], codes)], units);
        DisparityResult gap = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(100, 999), [], InferenceRequests.GapOf(Metric.All["tpr"]))).Disparities[0];
        Assert.Equal(2 / 6.0, gap.Detail.PermutationP!.Value, 1e-12);
    }

    private static DisparityResult Gap(string metric, double[] labels, double[] scores, string?[] groups, int[]? units)
    {
        int[] codes = Array.ConvertAll(groups, group => group == "A" ? 0 : 1);
        PredictionTable table = InferenceData.Binary(
            Array.ConvertAll(labels, label => (sbyte)label), scores, [new Grouping("group", ["A", "B"], codes)], units);
        return AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(200, 999), [], InferenceRequests.GapOf(Metric.All[metric]))).Disparities[0];
    }
}
