using System.Globalization;
using System.Text;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

/// <summary>Audits of files with embeddings, against reference programs (oracles, individual_and_aif360.json and
/// ks.json).</summary>
public sealed class EmbeddingAuditTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableTheory]
    [InlineData("two_groups_ties")]
    [InlineData("four_groups")]
    public void Individual_numbers_and_conditional_demographic_disparity_match_the_reference_programs(string id)
    {
        JsonElement entry = OracleFile.Open("fairness/individual_and_aif360.json")[id];
        JsonElement inputs = entry.GetProperty("inputs");
        AuditResult audit = FairnessAudit.Run(Request(
            Predictions(inputs.Texts("group"), inputs.Numbers("y_true"), inputs.Numbers("score"),
                inputs.GetProperty("stratum")),
            Embeddings(inputs.Matrix("features"), reversed: true),
            "id=image") with
        {
            Replicates = 20,
            Permutations = 0,
        })[0];
        JsonElement expected = entry.GetProperty("expected_individual");
        void Check(string name, string number, double tolerance = 1e-10) =>
            Assert.Equal(expected.Number(number), audit.Individual[name].Value!.Value, tolerance);
        Check("gei", "gei_2_labels");
        Check("theil", "theil_labels");
        Check("cv@aif360", "cv_aif360");
        Check("consistency", "consistency_k5_self_excluded_labels");
        Check("consistency@score", "consistency_k5_self_excluded_scores");
        Check("consistency@aif360", "consistency_k5_self_included_labels");
        Check("lipschitz_violation", "lipschitz_violation_rate_L1");
        Check("lipschitz_max", "lipschitz_constant_max", 1e-5);
        JsonElement aif = entry.GetProperty("expected_group_aif360");
        string facet = aif.GetProperty("cdd_facet").GetString()!;
        Assert.Equal(
            aif.Number("cdd_clarify"),
            audit.Pairs.Single(pair => pair.Metric == "cdd@strata" && pair.A == facet).Value.Value!.Value, 1e-10);
        Assert.Equal(
            aif.Number("smoothed_edf_predictions_conc1"),
            audit.Pairs.Single(pair => pair.Metric == "edf@smoothed").Value.Value!.Value, 1e-10);
        Assert.Equal(
            expected.Number("gei_2_between_groups"),
            audit.Pairs.Single(pair => pair.Metric == "gei_between").Value.Value!.Value, 1e-10);
    }

    [SkippableFact]
    public void Columns_taken_as_modes_have_the_distances_and_p_values_of_scipy()
    {
        JsonElement entry = OracleFile.Open("fairness/ks.json")["embedding_modes_by"];
        JsonElement inputs = entry.GetProperty("inputs");
        string?[] groups = inputs.Texts("group");
        double[][] components = inputs.Matrix("components");
        EmbeddingInspectionResult found = FairnessAudit.Run(Request(
            Predictions(groups, [.. groups.Select((_, i) => i % 2 == 0 ? 1.0 : 0)], [.. groups.Select(_ => 0.5)], null),
            Embeddings(components), "id=image") with
        {
            Replicates = 0,
            Permutations = 0,
            EmbeddingModes = 0,
        })[0].Embeddings!;
        foreach (JsonElement test in entry.GetProperty("expected").EnumerateArray())
        {
            int mode = test.GetProperty("component").GetInt32() + 1;
            string[] pair = test.GetProperty("pair").GetString()!.Split(',');
            ModeTest own = found.Tests.Single(one => one.Mode == mode && one.First == pair[0] && one.Second == pair[1]);
            Assert.Equal(test.Number("D"), own.Distance!.Value, 1e-12);

            // scipy takes tied values apart; without ties the two p-values are the same.
            string[] used = [.. components.Where((_, i) => pair.Contains(groups[i])).Select(row => $"{row[mode - 1]}")];
            Assert.Equal(test.Number("p"), own.P!.Value, used.Distinct().Count() == used.Length ? 1e-8 : 0.02);
        }

        // Besides the 12 tests between groups there are 4 between labels, in one family.
        Assert.Equal(16, found.Tests.Count);
    }

    [SkippableFact]
    public void Scores_of_two_groups_have_the_exact_p_given_their_ties()
    {
        JsonElement entry = OracleFile.Open("fairness/ks.json")["ks_with_ties"];
        double[] a = entry.GetProperty("inputs").Numbers("a");
        double[] b = entry.GetProperty("inputs").Numbers("b");
        string[] groups = [.. a.Select(_ => "A"), .. b.Select(_ => "B")];
        AuditResult audit = FairnessAudit.Run(Request(
            Predictions(groups, [.. groups.Select((_, i) => i % 2 == 0 ? 1.0 : 0)], [.. a, .. b], null), null,
                null) with
        {
            Replicates = 0,
            Permutations = 0,
        })[0];
        DistributionTest test = audit.Distributions.Single(one => one.Stratum == "all");
        Assert.Equal(("A", "B", "exact"), (test.A, test.B, test.Method));
        Assert.Equal(entry.GetProperty("expected").Number("D"), test.Distance, 1e-12);
        Assert.Equal(entry.GetProperty("expected").Number("p_exact_R_tie_aware"), test.P, 1e-8);
        Assert.Equal(["all", "label=1", "label=0"], audit.Distributions.Select(one => one.Stratum));
        Assert.Contains(audit.Flags, flag => flag.Id == "ties_share");
    }

    [Fact]
    public void A_matrix_in_row_order_gives_the_same_numbers_as_a_table_with_a_key()
    {
        double[][] features = [.. Enumerable.Range(0, 60).Select(i => new[] { Math.Sin(i), Math.Cos(3 * i), i % 7 })];
        string[] groups = [.. features.Select((_, i) => i % 3 == 0 ? "A" : "B")];
        double[] labels = [.. features.Select((_, i) => (double)(i % 2))];
        double[] scores = [.. features.Select((_, i) => (i * 37 % 60) / 60.0)];
        string predictions = Predictions(groups, labels, scores, null);
        AuditRequest request = Request(predictions, Embeddings(features, reversed: true), "id=image") with
        {
            Replicates = 0,
            Permutations = 0,
        };
        AuditResult byKey = FairnessAudit.Run(request)[0];
        string npy = _scratch.File("features.npy");
        File.WriteAllBytes(npy, Npy(features));
        AuditResult byOrder = FairnessAudit.Run(request with
        {
            Predictions = request.Predictions with { EmbeddingsPath = npy, EmbeddingsKey = null },
        })[0];
        Assert.Equal(3, byKey.Embeddings!.Modes.Count);
        Assert.Equal(byKey.Embeddings.Tests, byOrder.Embeddings!.Tests);
        Assert.Equal(byKey.Individual["consistency@score"].Value, byOrder.Individual["consistency@score"].Value);
    }

    [Theory]
    [InlineData("image,e0\ni0,1\ni0,2\n", "id=image", "repeats an earlier row's")]
    [InlineData("image,e0\nx0,1\nx1,2\n", "id=image", "None of the predictions has an embedding")]
    [InlineData("image,e0\ni0,1\ni1,dog\n", "id=image", "no finite number")]
    [InlineData("e0\n1\n2\n", null, "must correspond one to one")]
    [InlineData("image\ni0\n", "id=image", "no column of numbers")]
    public void Embeddings_that_do_not_fit_are_refused_in_a_sentence(string text, string? key, string part)
    {
        string path = _scratch.File("embeddings.csv");
        File.WriteAllText(path, text);
        string predictions = Predictions(["A", "B", "A"], [1, 0, 1], [0.2, 0.4, 0.9], null);
        TableException refusal = Assert.Throws<TableException>(() =>
            FairnessAudit.Run(Request(predictions, path, key)));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_matrix_is_refused()
    {
        string path = _scratch.File("cut.npy");
        File.WriteAllBytes(path, Npy([[1, 2], [3, 4], [5, 6]])[..^3]);
        string predictions = Predictions(["A", "B", "A"], [1, 0, 1], [0.2, 0.4, 0.9], null);
        Assert.Contains(
            "is cut off", Assert.Throws<TableException>(() =>
                FairnessAudit.Run(Request(predictions, path, null))).Message,
            StringComparison.Ordinal);
    }

    private static AuditRequest Request(string predictions, string? embeddings, string? key) => new()
    {
        Predictions = new PredictionRequest
        {
            Paths = [predictions],
            Labels = ["label"],
            Scores = ["score"],
            Attributes = ["group"],
            Controls = ["stratum"],
            Id = "id",
            EmbeddingsPath = embeddings,
            EmbeddingsKey = key,
        },
        Floors = new GroupFloors(1, 1, 1),
    };

    private string Predictions(string?[] groups, double[] labels, double[] scores, JsonElement? strata)
    {
        StringBuilder text = new("id,group,label,score,stratum\n");
        for (int i = 0; i < groups.Length; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                    $"i{i},{groups[i]},{labels[i]:R},{scores[i]:R},{(strata is { } s ? s[i].ToString() : "s")}\n");
        }

        string path = _scratch.File("predictions.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private string Embeddings(double[][] features, bool reversed = false)
    {
        StringBuilder text = new("image," + string.Join(',', features[0].Select((_, k) => $"e{k}")) + "\n");
        foreach (int i in reversed ? Enumerable.Range(0, features.Length).Reverse()
            : Enumerable.Range(0, features.Length))
        {
            text.Append(CultureInfo.InvariantCulture, $"i{i},");
            text.AppendJoin(',',
                features[i].Select(value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        string path = _scratch.File("embeddings.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static byte[] Npy(double[][] rows)
    {
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows.Length}, {rows[0].Length}), }}";
        header = header.PadRight(117) + "\n";
        using MemoryStream stream = new();
        stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, 0]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        foreach (double value in rows.SelectMany(row => row))
        {
            stream.Write(BitConverter.GetBytes(value));
        }

        return stream.ToArray();
    }
}
