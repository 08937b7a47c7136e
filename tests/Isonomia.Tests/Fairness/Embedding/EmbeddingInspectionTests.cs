using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class EmbeddingInspectionTests
{
    [SkippableFact]
    public void The_family_of_mode_tests_matches_the_reference_from_given_modes()
    {
        JsonElement entry = OracleFile.Open("fairness/ks.json")["embedding_modes_by"];
        string[] group = [.. entry.GetProperty("inputs").Texts("group").Select(name => name!)];
        double[][] components = entry.GetProperty("inputs").Matrix("components");
        double[][] scores =
            [.. Enumerable.Range(0, components[0].Length).Select(c => components.Select(row => row[c]).ToArray())];
        IReadOnlyList<ModeTest> tests = ModeTests.Of(scores, [Grouped("group", group)], usesScipyP: true);
        JsonElement[] expected = [.. entry.GetProperty("expected").EnumerateArray()];
        Assert.Equal(expected.Length, tests.Count);
        foreach ((ModeTest test, JsonElement reference) in tests.Zip(expected))
        {
            Assert.Equal(reference.GetProperty("component").GetInt32(), test.Mode - 1);
            Assert.Equal(reference.GetProperty("pair").GetString(), $"{test.First},{test.Second}");
            Assert.Equal(reference.Number("D"), test.Distance!.Value, 1e-12);
            Assert.Equal(reference.Number("p"), test.P!.Value, 1e-8);
            Assert.Equal(reference.Number("p_BY"), test.PAdjusted!.Value, 1e-8);
        }
    }

    [Fact]
    public void A_group_that_differs_only_in_its_mix_is_told_apart_until_the_mix_is_held_equal()
    {
        // The pictures depend on the label alone; group B is sicker.
        RandomSource random = new(4);
        int[] label =
            [.. Enumerable.Range(0, 1200).Select(i => random.NextDouble() < (i % 2 == 0 ? 0.2 : 0.6) ? 1 : 0)];
        string[] group = [.. label.Select((_, i) => i % 2 == 0 ? "A" : "B")];
        EmbeddingInspectionResult result = EmbeddingInspection.Run(new EmbeddingInspectionRequest
        {
            Embeddings = Rows(label.Select(l => 3.0 * l), random),
            Attributes = [Grouped("group", group)],
            Label = Grouped("label", [.. label.Select(l => l == 1 ? "sick" : "well")]),
            DiscrepancyPermutations = 99,
        });

        Assert.Equal(4, result.Modes.Count);
        ModeTest plain = result.Tests.Single(test => test.Mode == 1 && test.Attribute == "group");
        Assert.True(plain.PAdjusted < 1e-6);
        Assert.True(result.Tests.Single(test => test.Mode == 1 && test.Attribute == "label").PAdjusted < 1e-6);
        MatchedModes matched = Assert.Single(result.Matched);
        Assert.Equal(("label", 2, 0), (matched.Held, matched.Strata, matched.LeftOut));
        Assert.True(matched.Tests[0].P > 0.05);
        Assert.Equal(matched.Tests[0].FirstCount, matched.Tests[0].SecondCount, 2.0 * matched.RowCount);
        Assert.Equal(2, result.Discrepancies.Count);
        Assert.True(result.Discrepancies[0].P <= 0.02);
    }

    [Fact]
    public void One_row_of_each_patient_is_tested_and_small_groups_are_shown_untested()
    {
        RandomSource random = new(9);
        string[] group = [.. Enumerable.Range(0, 300).Select(i => i >= 296 ? "C" : i < 150 ? "A" : "B")];
        EmbeddingInspectionRequest request = new()
        {
            Embeddings = Rows(group.Select(_ => 0.0), random),
            Attributes = [Grouped("group", group)],
            Units = [.. Enumerable.Range(0, 300).Select(i => i / 3)],
        };
        EmbeddingInspectionResult result = EmbeddingInspection.Run(request);
        Assert.Equal((300, 100), (result.RowCount, result.TestedCount));
        Assert.Equal("one_row_a_patient", Assert.Single(result.Flags).Id);
        Assert.Equal("below_min_count", result.Tests[1].Undefined);
        Assert.Null(result.Tests[1].PAdjusted);
        EmbeddingInspectionResult again = EmbeddingInspection.Run(request with { ThreadCount = 1 });
        Assert.Equal(result.Tests, again.Tests);
        Assert.Equal(
            "no_overlap",
            EmbeddingInspection.Run(request with { Label =
                Grouped("label", [.. group.Select(g => g == "C" ? "x" : g)]) }).Matched[0].Undefined);
    }

    [Fact]
    public void Weights_of_a_match_give_every_group_the_shared_mix()
    {
        // A: 3 well, 1 sick; B: 1 well, 3 sick. Shared: a half each; so A's well weigh ½·4/3 and its sick ½·4/1.
        Grouping group = Grouped("group", ["A", "A", "A", "A", "B", "B", "B", "B", "B"]);
        Grouping label = Grouped("label", ["w", "w", "w", "s", "w", "s", "s", "s", "other"]);
        StratumMatch match = StratumMatch.Find(group, [label], Enumerable.Range(0, 9))!;
        (double[] weights, int truncated) = match.Weights(9, limit: 1.5);
        double[] expected = [2 / 3.0, 2 / 3.0, 2 / 3.0, 1.5, 1.5, 2 / 3.0, 2 / 3.0, 2 / 3.0, 0];
        Assert.All(expected.Zip(weights), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal((2, 1), (truncated, match.LeftOut));
        Assert.Equal(4, match.Subset(new RandomSource(1)).Length);
    }

    internal static Grouping Grouped(string name, string[] values)
    {
        string[] groups = [.. values.Distinct().Order(StringComparer.Ordinal)];
        return new Grouping(name, groups, [.. values.Select(value => Array.IndexOf(groups, value))]);
    }

    private static FloatMatrix Rows(IEnumerable<double> first, RandomSource random) => new(
        first.SelectMany(value => Enumerable.Range(0, 20)
            .Select(j => (float)(random.NextNormal() + (j == 0 ? value : 0)))).ToArray(), 20);
}
