using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Reporting;

namespace Isonomia.Tests;

public sealed class CohortCurationTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_step_of_a_cohort_with_unequal_duplicates_says_uneven_and_fails()
    {
        CurationResult result = Run("semdedup(epsilon=0.001, clusters=1)", Repeats(400, 0.1, 0.3));
        FactorAccount sex = result.Steps.Single().Factors.Single(factor => factor.Factor == "sex");
        Assert.Equal(AccountVerdict.Uneven, sex.Verdict);
        Assert.False(result.Passes);
        Assert.Contains("--accept sex", result.Steps[0].Failures.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_uneven_attribute_passes_where_it_is_accepted_by_name_and_reason()
    {
        CurationResult result = Run(
            "semdedup(epsilon=0.001, clusters=1)", Repeats(400, 0.1, 0.3),
                new() { ["sex"] = "one site repeats films" });
        Assert.True(result.Passes);
        Assert.Equal("one site repeats films",
            result.Steps[0].Factors.Single(factor => factor.Factor == "sex").Accepted);
    }

    [Fact]
    public void A_limit_refuses_or_gives_samples_back()
    {
        CurationResult refused =
            Run("semdedup(epsilon=0.001, clusters=1, max_gap=5%)", Repeats(400, 0.1, 0.3), new() { ["sex"] = "x" });
        Assert.False(refused.Passes);
        Assert.Contains("the limit is a gap of 5 points", refused.Steps[0].Failures.Single(), StringComparison.Ordinal);

        CurationResult adjusted = Run(
            "semdedup(epsilon=0.001, clusters=1, max_gap=0.05, on_excess=adjust)", Repeats(400, 0.1, 0.3),
                new() { ["sex"] = "x" });
        Assert.True(adjusted.Passes);
        AccountGroup[] groups = [.. adjusted.Steps[0].Factors.Single(factor => factor.Factor == "sex").Groups];
        Assert.InRange(Math.Abs(groups[0].RemovalRate.Value - groups[1].RemovalRate.Value), 0, 0.05);
        Assert.True(groups.Sum(group => group.Removed) > 50);
    }

    [Fact]
    public void A_limit_of_zero_gives_back_until_the_rates_are_as_equal_as_counts_allow()
    {
        CurationResult result = Run(
            "semdedup(epsilon=0.001, clusters=1, max_gap=0, on_excess=adjust)", Repeats(300, 0.1, 0.3),
                new() { ["sex"] = "x" });
        AccountGroup[] groups = [.. result.Steps[0].Factors.Single(factor => factor.Factor == "sex").Groups];
        Assert.Equal(groups[0].RemovalRate.Value, groups[1].RemovalRate.Value, 12);
    }

    [Fact]
    public void The_total_runs_from_raw_to_selected_and_the_folder_holds_it()
    {
        CurationResult result = Run(
            "semdedup(epsilon=0.001, clusters=1)|balance(by=sex)", Repeats(200, 0.2, 0.2), new() { ["sex"] = "x" });
        Assert.Equal(result.Steps.Sum(step => step.Removed), result.Total.Removed);
        Assert.Equal(400, result.Total.Before);
        string folder = _folder.File("out");
        CurationFolder.Write(result, folder);
        var read = Selection.Read(folder);
        Assert.Equal(result.Selection.Rows, read.Rows);
        Assert.Equal(result.Total.After + 1, File.ReadAllLines(Path.Combine(folder, "kept.csv")).Length);
        JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "curation.json"))).RootElement;
        Assert.Equal("isonomia.curation/1", json.GetProperty("schema").GetString());
        Assert.Equal(2, json.GetProperty("steps").GetArrayLength());
        Assert.Contains("Who was removed", File.ReadAllText(Path.Combine(folder, "curation.html")),
            StringComparison.Ordinal);

        CurationResult again = Run("balance(by=sex)", Repeats(200, 0.2, 0.2), selection: folder);
        Assert.Equal(result.Total.After, again.Total.Before);
    }

    [Theory]
    [InlineData("dedupp", "did you mean 'dedup'")]
    [InlineData("balance(bye=sex)", "did you mean 'by'")]
    [InlineData("balance(by=sexx)", "did you mean 'sex'")]
    [InlineData("balance(by=sex, way=wight)", "did you mean 'weight'")]
    [InlineData("balance(by=sex", "not closed")]
    [InlineData("semdedup(epsilon=wide)", "expected a number")]
    [InlineData("semdedup(epsilon=9)", "from 0 to 2")]
    [InlineData("", "has no name")]
    public void Wrong_steps_are_refused_with_the_near_name(string steps, string words)
    {
        ArgumentException wrong = Assert.ThrowsAny<ArgumentException>(() => Run(steps, Repeats(20, 0, 0)));
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("semdedup(epsilon=0.01, clusters=41)", "41 clusters were asked of 40 samples")]
    [InlineData("hierarchical_sample(levels=50, keep=5)", "50 clusters were asked of 40 samples")]
    [InlineData("proxy_balance(clusters=41)", "41 clusters were asked of 40 samples")]
    [InlineData("balance(by=sex, target=quotas, quotas=F:500;M:3)", "F has 20 of the 500 wanted")]
    [InlineData("balance(by=none)", "no sample has a value")]
    [InlineData("metaclip", "no text column")]
    [InlineData("metaclip(text=sex)", "names an entry")]
    [InlineData("dedup", "no pictures")]
    [InlineData("learnability(learner=none, reference=none)", "have no number")]
    [InlineData("semdedup", "too few to calibrate")]
    public void Data_that_do_not_allow_a_step_are_refused(string steps, string words)
    {
        CurationException refused = Assert.Throws<CurationException>(() => Run(steps, Repeats(20, 0, 0)));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_without_samples_left_is_refused()
    {
        CurationException refused = Assert.Throws<CurationException>(
            () => Run("incomplete(columns=none)|balance(by=sex)", Repeats(20, 0, 0)));
        Assert.Contains("no sample is left", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sample_and_all_duplicates_are_answered()
    {
        CurationResult one = Run("semdedup(epsilon=0.01)", (["id,sex,none", "a,F,"], ["a"], [1f, 0f]));
        Assert.Equal(1, one.Total.After);
        CurationResult same = Run(
            "semdedup(epsilon=0.01)",
                (["id,sex,none", "a,F,", "b,F,", "c,M,"], ["a", "b", "c"], [1f, 0f, 1f, 0f, 1f, 0f]));
        Assert.Equal(1, same.Total.After);
        Assert.Equal("a", same.Selection.Rows.Single(row => row.Weight > 0).Id);
    }

    [Fact]
    public void Embeddings_of_another_cohort_are_refused()
    {
        CurationException refused = Assert.Throws<CurationException>(() => Run(
            "semdedup(epsilon=0.01)", (["id,sex,none", "a,F,", "b,F,"], ["a"], [1f, 0f])));
        Assert.Contains("1 of 2 samples have no embedding", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedding_that_is_not_finite_is_refused_by_its_sample()
    {
        string table = _folder.File("nan.csv");
        File.WriteAllText(table, "id,sex\na,F\nb,M\n");
        CohortSource source = new() { Path = table, Id = "id", Attributes = ["sex"] };
        float[] values = [1, 0, 1, 0];
        using EmbeddingMatrix matrix = new(["a", "b"], 2, values);
        values[3] = float.NaN; // a matrix refuses it, a file may hold it
        CurationException refused = Assert.Throws<CurationException>(() => CohortCuration.Run(
            new CurationRequest { Cohort = source, Steps = "semdedup(epsilon=0.01)" }, Cohort.Open(source), matrix));
        Assert.Contains("the embedding of 'b' has a number that is not finite", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Dropping_what_has_no_value_is_intended_where_the_groups_with_one_lose_alike_and_told_where_not()
    {
        string[] rows = ["id,sex,site,none", .. Enumerable.Range(0, 600).Select(i =>
            $"i{i:000},{(i % 5 == 0 ? "" : i % 2 == 0 ? "F" : "M")},{(i < 300 && i % 5 != 0 ? "x" : "y")},")];
        string[] ids = [.. Enumerable.Range(0, 600).Select(i => $"i{i:000}")];
        CurationResult result = Run("incomplete(columns=sex)", (rows, ids, new float[600]));
        FactorAccount sex = result.Steps[0].Factors.Single(factor => factor.Factor == "sex");
        Assert.Equal(AccountVerdict.Uneven, sex.Verdict);
        Assert.StartsWith("intended: samples without sex", sex.Accepted, StringComparison.Ordinal);
        Assert.True(result.Passes);
    }

    [Fact]
    public void Patients_of_a_list_of_withdrawn_consents_go_whole_and_never_come_back()
    {
        string list = _folder.File("withdrawn.csv");
        File.WriteAllText(list, "patient\np1\nnobody\n");
        string[] rows = ["id,patient_id,sex", "a,p1,F", "b,p1,F", "c,p2,M"];
        CurationResult result = Run($"withdrawn(list={list})", (rows, ["a", "b", "c"], new float[3]),
            new() { ["sex"] = "consent" });
        Assert.Equal(["c"], result.Selection.Rows.Where(row => row.Weight > 0).Select(row => row.Id));
        Assert.Equal(1, result.Steps[0].Measures.Single(measure => measure.Id == "patients_withdrawn").Value);
        Assert.Contains("never given back", Assert.Throws<CurationException>(() => Run(
            $"withdrawn(list={list}, max_gap=5%, on_excess=adjust)", (rows, ["a", "b", "c"], new float[3]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_holds_all_others_down_is_named()
    {
        string[] rows =
            ["id,sex,none", .. Enumerable.Range(0, 200).Select(i => $"i{i:000},{(i < 5 ? "F" : i < 190 ? "M" : "")},")];
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"i{i:000}")];
        StepAccount step = Run("balance(by=sex)", (rows, ids, new float[200])).Steps[0];
        Assert.Contains(step.Notes,
            note => note.StartsWith("More than half had to go because the cell sex = F has only 5",
                StringComparison.Ordinal));
        Assert.Contains("10 samples without a value of sex are in no cell and stay as they are.", step.Notes);
    }

    private CurationResult Run(
        string steps,
        (string[] Rows, string[] Ids, float[] Values) data,
        Dictionary<string, string>? accepted = null,
        string? selection = null)
    {
        string table = _folder.File("table.csv");
        File.WriteAllText(table, string.Join('\n', data.Rows) + "\n");
        CohortSource source = new() { Path = table, Id = "id", Attributes = ["sex"] };
        CurationRequest request = new()
        {
            Cohort = source,
            Steps = steps,
            Accepted = accepted ?? [],
            Permutations = 500,
            Selection = selection,
        };
        using EmbeddingMatrix matrix = new(data.Ids, data.Values.Length / data.Ids.Length, data.Values);
        return CohortCuration.Run(request, Cohort.Open(source), matrix);
    }

    /// <summary>As many women as men, of which given shares repeat an earlier embedding of their group.</summary>
    private static (string[] Rows, string[] Ids, float[] Values) Repeats(int each, double women, double men)
    {
        Isonomia.Numerics.RandomSource random = new(3);
        List<string> rows = ["id,sex,none"];
        List<string> ids = [];
        List<float> values = [];
        foreach ((string sex, double share) in new[] { ("F", women), ("M", men) })
        {
            float[][] drawn = new float[each][];
            for (int i = 0; i < each; i++)
            {
                drawn[i] = i > 0 && i >= each * (1 - share)
                    ? drawn[i - (int)(each * (1 - share))]
                    : [.. Enumerable.Range(0, 16).Select(_ => (float)random.NextNormal())];
                ids.Add($"{sex}{i:0000}");
                rows.Add($"{ids[^1]},{sex},");
                values.AddRange(drawn[i]);
            }
        }

        return ([.. rows], [.. ids], [.. values]);
    }
}
