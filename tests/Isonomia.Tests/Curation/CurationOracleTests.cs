using System.Text.Json;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Every vector of the curation oracle, through the public types.</summary>
public sealed class CurationOracleTests
{
    private const double Tolerance = 1e-12;

    private static JsonElement Oracle(string name)
    {
        SharedFolder.Require();
        string path = SharedFolder.Path("oracles/curation/curation_vectors.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty(name);
    }

    [SkippableFact]
    public void Cut_equation()
    {
        foreach (JsonElement entry in Oracle("hierarchical_cut").EnumerateArray())
        {
            long[] sizes = [.. entry.Numbers("sizes").Select(size => (long)size)];
            HierarchicalCut cut = HierarchicalCut.Of(sizes, (long)entry.Number("target"));
            Assert.Equal(entry.Number("cut"), cut.Cut);
            Assert.Equal(entry.Number("sum_at_cut"), cut.SumAtCut);
            Assert.Equal(entry.Number("remainder"), cut.Remainder);
            Assert.Equal(entry.Number("clusters_that_may_take_one_more"), sizes.Count(size => size > cut.Cut));
            Assert.Equal(
                Math.Min(entry.Number("target"), sizes.Sum()),
                HierarchicalCut.Share(sizes, (long)entry.Number("target"), child => child).Sum());
        }
    }

    [SkippableFact]
    public void Text_balancing()
    {
        JsonElement oracle = Oracle("metaclip");
        long[] counts = [.. oracle.Numbers("counts").Select(count => (long)count)];
        double cap = oracle.Number("t");
        double[] keep = [.. counts.Select(count => TextBalance.DrawProbability(count, cap))];
        Close(oracle.Numbers("keep_probability_of_entry"), keep);
        Close(oracle.Numbers("expected_draws_per_entry"), [.. counts.Zip(keep, (count, p) => count * p)]);
        foreach (string name in new[] { "text_matching_entries_5_and_7", "text_matching_entries_8_and_9" })
        {
            JsonElement text = oracle.GetProperty(name);
            double probability =
                TextBalance.KeepProbability(text.Numbers("entry_counts").Select(count => (long)count), cap);
            Assert.Equal(text.Number("keep_probability"), probability, Tolerance);
        }

        JsonElement tail = oracle.GetProperty("tail_share");
        Assert.Equal(
            tail.Number("share_of_matches_in_entries_below_t"), TextBalance.TailShare(counts, tail.Number("t")),
                Tolerance);
        Assert.Equal(
            tail.Number("share_at_or_below_t"), TextBalance.TailShare(counts, tail.Number("t") + 1), Tolerance);
        Assert.Equal(oracle.Number("reference_t_to_p_1000"), TextBalance.TailShare(counts, 1000), Tolerance);
        Assert.Equal(oracle.Number("reference_p_to_t_0_06"), TextBalance.CapForTailShare(counts, 0.06));
    }

    [SkippableFact]
    public void Near_duplicates_by_three_rules_in_two_orders()
    {
        JsonElement oracle = Oracle("semdedup");
        double[][] points = [.. oracle.Numbers("angles_degrees")
            .Select(angle => new[] { Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180) })];
        double epsilon = oracle.Number("epsilon");
        Check(oracle.GetProperty("order_as_given"), points, [0, 1, 2, 3, 4], epsilon);
        Check(oracle.GetProperty("order_0_2_1_3_4"), points, [0, 2, 1, 3, 4], epsilon);

        JsonElement published = oracle.GetProperty("published_example");
        double[][] embeddings = published.Matrix("embeddings");
        foreach ((double wide, string name) in new[] { (0.005, "removed_epsilon_0_005"),
            (0.05, "removed_epsilon_0_05") })
        {
            SemanticDecision[] decisions = SemanticDuplicates.Decide(embeddings, wide, DuplicateRule.EarlierItem);
            Assert.Equal(Flags(published, name), decisions.Select(decision => decision.IsRemoved));
            Close(published.Numbers("max_similarity_to_earlier"),
                [.. decisions.Select(decision => decision.Similarity)]);
        }
    }

    private static void Check(JsonElement oracle, double[][] points, int[] order, double epsilon)
    {
        double[][] ordered = [.. order.Select(i => points[i])];
        float[] floats = [.. ordered.SelectMany(point => point).Select(value => (float)value)];
        foreach ((DuplicateRule rule, string name) in new[]
        {
            (DuplicateRule.EarlierItem, "removed_earlier_item_rule"),
            (DuplicateRule.Independent, "removed_greedy_independent"),
            (DuplicateRule.Component, "removed_component"),
        })
        {
            SemanticDecision[] plain = SemanticDuplicates.Decide(ordered, epsilon, rule);
            SemanticDecision[] fast = SemanticDuplicates.Decide(floats, 2, epsilon, rule);
            bool[] expected = Flags(oracle, name);
            Assert.Equal(order.Select((_, j) => expected[j]), plain.Select(decision => decision.IsRemoved));
            Assert.Equal(plain.Select(decision => decision.IsRemoved), fast.Select(decision => decision.IsRemoved));
            if (rule == DuplicateRule.EarlierItem)
            {
                Close(oracle.Numbers("max_similarity_to_earlier"), [.. plain.Select(decision => decision.Similarity)]);
            }
        }
    }

    [SkippableFact]
    public void Divergence_from_uniform()
    {
        JsonElement oracle = Oracle("kl_to_uniform");
        (double nats, double normalized) = HierarchicalSampling.DivergenceFromUniform(
            [.. oracle.Numbers("counts").Select(count => (long)count)]);
        Assert.Equal(oracle.Number("kl_to_uniform_nats"), nats, Tolerance);
        Assert.Equal(oracle.Number("kl_to_uniform_bits"), nats / Math.Log(2), Tolerance);
        Assert.Equal(oracle.Number("normalised_by_log_k"), normalized, Tolerance);
    }

    [SkippableFact]
    public void Reducible_holdout_loss()
    {
        JsonElement oracle = Oracle("reducible_holdout_loss");
        double[] scores =
            JointExamples.ReducibleLoss(oracle.Numbers("current_loss"), oracle.Numbers("irreducible_loss"));
        Close(oracle.Numbers("score"), scores);
        Assert.Equal(
            oracle.Numbers("top_3").Select(item => (int)item),
            Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(3));
    }

    [SkippableFact]
    public void Joint_example_selection()
    {
        JsonElement oracle = Oracle("joint_example_selection");
        double[][] learner = JointExamples.PairLoss(oracle.Matrix("learner_logits"));
        double[][] reference = JointExamples.PairLoss(oracle.Matrix("reference_logits"));
        Close([.. oracle.Matrix("pair_loss_learner").SelectMany(row => row)], [.. learner.SelectMany(row => row)]);
        Close([.. oracle.Matrix("pair_loss_reference").SelectMany(row => row)], [.. reference.SelectMany(row => row)]);
        double[][] learnability =
            [.. learner.Select((row, i) => row.Select((loss, j) => loss - reference[i][j]).ToArray())];
        Close([.. oracle.Matrix("learnability_of_pair").SelectMany(row => row)],
            [.. learnability.SelectMany(row => row)]);
        Close(oracle.Numbers("score_of_example_alone"), JointExamples.Scores(learnability, []));
        Close(oracle.Numbers("conditional_score_given_chosen_0"), JointExamples.Scores(learnability, [0])[1..]);
    }

    [SkippableFact]
    public void Confident_learning()
    {
        JsonElement oracle = Oracle("confident_learning");
        var result = ConfidentLearning.Of(
            oracle.Matrix("probabilities"), [.. oracle.Numbers("labels").Select(label => (int)label)], 3);
        Close(oracle.Numbers("class_thresholds"), [.. result.Thresholds]);
        Assert.Equal(
            oracle.Numbers("confident_class").Select(value => double.IsNaN(value) ? -1 : (int)value),
                result.ConfidentClass);
        Close(
            [.. oracle.Matrix("confident_joint").SelectMany(row => row)],
            [.. result.Joint.SelectMany(row => row).Select(count => (double)count)]);
        Close([.. oracle.Matrix("calibrated_joint").SelectMany(row => row)],
            [.. result.Calibrated.SelectMany(row => row)]);
        Close(oracle.Numbers("self_confidence"), [.. result.SelfConfidence]);
        Close(oracle.Numbers("margin"), [.. result.Margin]);
        Same("off_diagonal_items", result.OffDiagonal);
        Same("prune_by_class", result.PruneByClass);
        Same("prune_by_noise_rate", result.PruneByNoiseRate);
        Same("both", result.Both);

        void Same(string name, IReadOnlyList<int> items) =>
            Assert.Equal(oracle.Numbers(name).Select(item => (int)item), items);
    }

    [SkippableFact]
    public void Fairness_account()
    {
        JsonElement oracle = Oracle("fairness_account");
        string[] groups = ["F", "M", "unknown"];
        List<int> codes = [];
        List<double> after = [];
        for (int group = 0; group < groups.Length; group++)
        {
            int before = (int)oracle.GetProperty("before").Number(groups[group]);
            int removed = (int)oracle.GetProperty("removed").Number(groups[group]);
            codes.AddRange(Enumerable.Repeat(group == 2 ? -1 : group, before));
            after.AddRange(Enumerable.Repeat(0.0, removed).Concat(Enumerable.Repeat(1.0, before - removed)));
        }

        StepAccount account = FairnessAccount.Of(new AccountRequest
        {
            Step = "oracle",
            Before = [.. Enumerable.Repeat(1.0, codes.Count)],
            After = [.. after],
            Factors = [new AccountFactor("attribute", new Grouping("sex", ["F", "M"], [.. codes]))],
            Permutations = 2_000,
        });
        FactorAccount sex = account.Factors.Single();
        Assert.Equal(oracle.Number("chi_square"), sex.ChiSquared, 1e-9);
        Assert.Equal(oracle.Number("degrees_of_freedom"), sex.DegreesOfFreedom);
        Assert.Equal(oracle.Number("p"), sex.P, 1e-20);
        Assert.Equal(oracle.Number("g_statistic"), sex.G, 1e-9);
        Assert.Equal(oracle.Number("g_p"), sex.GP, 1e-20);
        Assert.Equal(oracle.Number("cramers_v"), sex.CramersV.Value, Tolerance);
        Assert.Equal(oracle.Number("kl_after_from_before_nats"), sex.KullbackLeibler, Tolerance);
        Assert.Equal(oracle.Number("total_variation"), sex.TotalVariation, Tolerance);
        Assert.Equal(1 / 2001.0, sex.PermutationP, Tolerance);
        Assert.Equal(AccountVerdict.Uneven, sex.Verdict);
        for (int group = 0; group < groups.Length; group++)
        {
            AccountGroup row = sex.Groups[group];
            string name = groups[group];
            Assert.Equal(oracle.GetProperty("after").Number(name), row.After);
            Assert.Equal(oracle.GetProperty("share_before").Number(name), row.ShareBefore.Value, Tolerance);
            Assert.Equal(oracle.GetProperty("share_after").Number(name), row.ShareAfter.Value, Tolerance);
            Assert.Equal(
                oracle.GetProperty("share_change_points").Number(name),
                100 * (row.ShareAfter.Value - row.ShareBefore.Value), 1e-10);
            Assert.Equal(oracle.GetProperty("removal_rate").Number(name), row.RemovalRate.Value, Tolerance);
            Assert.Equal(
                oracle.GetProperty("adjusted_residuals_removed_row").Number(name), row.AdjustedResidual.Value, 1e-10);
            JsonElement ratio = oracle.GetProperty("removal_ratio").GetProperty(name);
            Assert.Equal(ratio.Number("ratio_to_rest"), row.RemovalRatio.Value, Tolerance);
            Assert.Equal(ratio.Numbers("katz_95")[0], row.RemovalRatioInterval!.Value.Low, 1e-4);
            Assert.Equal(ratio.Numbers("katz_95")[1], row.RemovalRatioInterval!.Value.High, 1e-4);
        }
    }

    private static bool[] Flags(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(flag => flag.GetBoolean())];

    private static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }
}
