using System.Globalization;
using System.Text;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of the module on generated cohorts (curation specification, section 13).</summary>
public sealed class CurationLawsTests : IDisposable
{
    private const int EachGroup = 150;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("exact_duplicates")]
    [InlineData("dedup")]
    [InlineData("perceptual_hash(radius=0)")]
    [InlineData("semdedup(epsilon=0.001, clusters=1)")]
    [InlineData("semdedup(epsilon=0.001, clusters=1, rule=independent)")]
    [InlineData("semdedup(epsilon=0.001, clusters=1, rule=component)")]
    public void Three_times_the_copies_in_one_group_make_every_step_say_uneven(string step)
    {
        FactorAccount sex = Run(step, Copies(0.1, 0.3)).Steps[0].Factors.Single(factor => factor.Factor == "sex");
        Assert.Equal(AccountVerdict.Uneven, sex.Verdict);
        Assert.Equal(EachGroup * 0.1, sex.Groups.Single(group => group.Group == "F").Removed);
        Assert.Equal(EachGroup * 0.3, sex.Groups.Single(group => group.Group == "M").Removed);
    }

    [Theory]
    [InlineData("exact_duplicates")]
    [InlineData("dedup")]
    [InlineData("perceptual_hash(radius=0)")]
    [InlineData("semdedup(epsilon=0.001, clusters=1)")]
    public void As_many_copies_in_both_groups_are_not_called_uneven(string step)
    {
        FactorAccount sex = Run(step, Copies(0.2, 0.2)).Steps[0].Factors.Single(factor => factor.Factor == "sex");
        Assert.Equal(AccountVerdict.Even, sex.Verdict);
        Assert.True(sex.PermutationP > 0.05);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte_of_the_selection()
    {
        const string Steps =
            "exact_duplicates | dedup | perceptual_hash(radius=1) | semdedup(epsilon=0.02, clusters=3) | "
            + "hierarchical_sample(levels=12+4, keep=180) | proxy_balance(clusters=3) | balance(by=sex, target=equal) "
            + "| "
            + "image_quality";
        (List<string> lines, string[] ids, float[] values) = Copies(0.1, 0.3);
        byte[] first = Bytes(Run(Steps, (lines, ids, values), 1));
        RandomSource random = new(5);
        int[] order = [.. Enumerable.Range(1, lines.Count - 1)];
        random.Shuffle(order.AsSpan());
        List<string> shuffled = [lines[0], .. order.Select(i => lines[i])];
        CurationResult again = Run(Steps, (shuffled, [.. order.Select(i => ids[i - 1])],
            [.. order.SelectMany(i => values[((i - 1) * 8)..(i * 8)])]), 8);
        Assert.InRange(again.Total.After, 20, 200);
        Assert.Equal(first, Bytes(again));
        Assert.Equal(first, Bytes(Run(Steps, (shuffled, [.. order.Select(i => ids[i - 1])],
            [.. order.SelectMany(i => values[((i - 1) * 8)..(i * 8)])]), 2)));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(PerceptualHashKind.Difference)]
    [InlineData(PerceptualHashKind.Cosine)]
    [InlineData(PerceptualHashKind.Mean)]
    public void The_calibrated_radius_joins_no_two_of_ten_thousand_similar_pictures(PerceptualHashKind kind)
    {
        const int Count = 10_000;
        ulong[][] variants = new ulong[Count][];
        Parallel.For(0, Count, i =>
        {
            var random = RandomSource.For(11, "similar", i);
            variants[i] = PerceptualHash.Variants(
                PhantomRadiograph.Draw(random, 32, random.NextNormal(), 4 * random.NextNormal(), 4, false), kind);
        });
        (int radius, _, int pairs) = HashCalibration.Of(
            [.. Enumerable.Range(0, Count)], row => row, _ => 0,
            (a, b) => HashCalibration.Distance(variants[a], variants[b]), new RandomSource(3));
        Assert.Equal(100_000, pairs);
        int joined = radius < 0 ? 0
            : HashSearch.Within([.. variants.SelectMany(hashes => hashes)], radius)
                .Count(pair => pair.First / 4 != pair.Second / 4 && (pair.First % 4 == 0 || pair.Second % 4 == 0));
        Assert.True(joined == 0, $"{kind}: radius {radius} joins {joined} pairs of different patients.");
    }

    [Fact]
    public void Pictures_of_two_patients_that_nearly_match_are_named_and_kept()
    {
        var random = RandomSource.For(31, "near", 0);
        byte[] blocks = [.. Enumerable.Range(0, 64).Select(_ => (byte)random.NextInt32(256))];
        Image Draw(double noise) => new(64, 64, 1, [.. Enumerable.Range(0, 64 * 64).Select(p => (byte)Math.Clamp(
            (blocks[(p / 512 * 8) + (p % 64 / 8)] / 2) + 60 + (noise * random.NextNormal()), 0, 255))]);
        Image first = Draw(2);
        Image second = Enumerable.Range(2, 60).Select(noise => Draw(noise)).First(picture => PictureMatcher.Find(
            [PictureSketch.Of(first), PictureSketch.Of(picture)], new PictureMatchRequest { Threshold = 0.5 })
            .Any(match => match.Similarity is > 0.905 and < 0.945));
        first.WritePng(_folder.File("a.png"));
        second.WritePng(_folder.File("b.png"));
        string table = _folder.File("near.csv");

        foreach ((string patients, int named) in new[] { ("p1,p2", 1), ("p1,p1", 0) })
        {
            string[] of = patients.Split(',');
            File.WriteAllText(table, $"id,path,patient_id,sex\na,a.png,{of[0]},F\nb,b.png,{of[1]},M\n");
            StepAccount step = CohortCuration.Run(new CurationRequest
            {
                Cohort = new CohortSource
                {
                    Path = table, Id = "id", Image = "path", Unit = "patient_id", Attributes = ["sex"],
                },
                Steps = "dedup",
            }).Steps[0];
            Assert.Equal(0, step.Removed);
            Assert.Equal(named, step.Measures.Count(measure => measure.Id == "suspected_pairs"));
            Assert.Equal(named, step.Notes.Count(note => note.Contains("'a' and 'b' (0.9", StringComparison.Ordinal)));
        }
    }

    private byte[] Bytes(CurationResult result)
    {
        string path = _folder.File("selection.parquet");
        result.Selection.Write(path);
        return File.ReadAllBytes(path);
    }

    private CurationResult Run(string steps, (List<string> Lines, string[] Ids, float[] Values) data, int threads = 2)
    {
        string table = _folder.File("table.csv");
        File.WriteAllText(table, string.Join('\n', data.Lines) + "\n");
        CohortSource source = new() { Path = table, Id = "id", Image = "path", Attributes = ["sex"] };
        CurationRequest request = new()
        {
            Cohort = source, Steps = steps, Permutations = 500, MaxThreads = threads, ExampleCount = 0,
        };
        using EmbeddingMatrix matrix = new(data.Ids, data.Values.Length / data.Ids.Length, data.Values);
        return CohortCuration.Run(request, Cohort.Open(source), matrix);
    }

    /// <summary>As many women as men; given shares of their pictures are copies of another of their group, in file and
    /// in embedding.</summary>
    private (List<string> Lines, string[] Ids, float[] Values) Copies(double women, double men)
    {
        List<string> lines = ["id,path,sex"];
        List<string> ids = [];
        List<float> values = [];
        foreach ((string sex, double share) in new[] { ("F", women), ("M", men) })
        {
            int originals = (int)Math.Round(EachGroup * (1 - share));
            float[][] drawn = new float[originals][];
            for (int i = 0; i < EachGroup; i++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{sex}{i:0000}");
                string path = _folder.File($"{id}.png");
                if (i < originals)
                {
                    var random = RandomSource.For(21, sex, i);
                    drawn[i] = [.. Enumerable.Range(0, 8).Select(_ => (float)random.NextNormal())];

                    // Blocks of noise: no two pictures are alike.
                    byte[] samples = new byte[64 * 64];
                    byte[] blocks = [.. Enumerable.Range(0, 64).Select(_ => (byte)random.NextInt32(256))];
                    for (int p = 0; p < samples.Length; p++)
                    {
                        samples[p] = (byte)((blocks[(p / 512 * 8) + (p % 64 / 8)] / 2) + random.NextInt32(100));
                    }

                    new Image(64, 64, 1, samples).WritePng(path);
                }
                else
                {
                    File.Copy(_folder.File(string.Create(CultureInfo.InvariantCulture,
                        $"{sex}{i - originals:0000}.png")),
                        path, overwrite: true);
                }

                ids.Add(id);
                lines.Add($"{id},{Path.GetFileName(path)},{sex}");
                values.AddRange(drawn[i % originals]);
            }
        }

        return (lines, [.. ids], [.. values]);
    }
}
