using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class PhantomCohortTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_same_request_gives_the_same_bytes_and_another_seed_others()
    {
        PhantomCohortResult a = PhantomCohort.Write(Request("a"));
        PhantomCohortResult b = PhantomCohort.Write(Request("b"));
        PhantomCohortResult c = PhantomCohort.Write(Request("c") with { Seed = 2 });

        Assert.Equal(File.ReadAllBytes(a.ManifestPath), File.ReadAllBytes(b.ManifestPath));
        Assert.Equal(Pictures("a"), Pictures("b"));
        Assert.NotEqual(File.ReadAllText(a.ManifestPath), File.ReadAllText(c.ManifestPath));
        Assert.Equal(a.ImageCount, Directory.GetFiles(_scratch.File("a/images")).Length);
    }

    [Fact]
    public void The_manifest_names_every_picture_and_no_patient_is_in_two_splits()
    {
        PhantomCohortResult cohort = PhantomCohort.Write(Request("a"));
        var table = TextTable.Read(cohort.ManifestPath);

        Assert.Equal(cohort.ImageCount, table.RowCount);
        Assert.All(table["path"], path => Assert.True(File.Exists(_scratch.File("a/" + path))));
        Assert.All(
            table["patient_id"].Zip(table["split"]).GroupBy(pair => pair.First),
            patient => Assert.Single(patient.Select(pair => pair.Second).Distinct()));
        Assert.Equal(["female", "male"], table["sex"].Distinct().Order(StringComparer.Ordinal));
        Image picture = Image.Read(_scratch.File("a/" + table["path"][0]));
        Assert.Equal((64, 64, 1), (picture.Width, picture.Height, picture.BandCount));
    }

    [Fact]
    public void The_statement_gives_the_injected_disparity()
    {
        PhantomCohortResult cohort = PhantomCohort.Write(Request("a") with { Separation = 2, SignalFactor = 0.5 });
        JsonNode injected = JsonNode.Parse(File.ReadAllText(cohort.StatementPath))!["injected_disparity"]!;

        // Normal table: Φ(√2) = 0.92135, Φ(1/√2) = 0.76025.
        Assert.Equal(0.92135, injected["ideal_auroc_elsewhere"]!.GetValue<double>(), 1e-5);
        Assert.Equal(0.76025, injected["ideal_auroc_in_group"]!.GetValue<double>(), 1e-5);
        Assert.Equal("female", injected["group"]!.GetValue<string>());
    }

    [Fact]
    public void Unknown_groups_and_impossible_numbers_are_refused()
    {
        Assert.Contains("Known: female, male",
            Assert.ThrowsAny<ArgumentException>(
                () => PhantomCohort.Write(Request("x") with { DisadvantagedGroup = "west" })).Message,
            StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => PhantomCohort.Write(Request("x") with { Attribute = "age" }));
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { SignalFactor = double.NaN }));
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { Prevalence = 1 }));
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { LabelNoise = 0.5 }));
        Assert.ThrowsAny<ArgumentException>(
            () => PhantomCohort.Write(
                Request("x") with { SitePrevalences = new Dictionary<string, double> { ["nroth"] = 0.2 } }));
    }

    /// <summary>Worked by hand: found = .75 · .9 + .25 · .1 = .7; recorded = .4 · .7 + .6 · .1 = .34; positive among
    /// the recorded .28 / .34, among the others .12 / .66; AUROC = .823529 · .818182 · A + .176471 · .181818 · (1 − A)
    /// + half of the rest.</summary>
    [Fact]
    public void Missed_findings_and_label_noise_pull_prevalence_and_AUROC_as_computed_by_hand()
    {
        PhantomDesign design = new(Request("x") with
        {
            Prevalence = 0.2, GroupPrevalence = 0.4, MissedShare = 0.25, LabelNoise = 0.1, Separation = 2,
            SignalFactor = 1,
        });
        PhantomCell female = design.Of("north", "female");
        Assert.Equal(0.34, female.RecordedPrevalence, 1e-12);
        Assert.Equal(0.4, female.Prevalence);
        double auroc = 0.921350;
        double expected = (0.8235294 * 0.8181818 * auroc) + (0.1764706 * 0.1818182 * (1 - auroc))
            + (0.5 * ((0.8235294 * 0.1818182) + (0.1764706 * 0.8181818)));
        Assert.Equal(expected, female.IdealRecordedAuroc, 1e-5);
        Assert.Equal((0.2 * 0.9) + (0.8 * 0.1), design.Of("west", "male").RecordedPrevalence, 1e-12);
    }

    [Fact]
    public void Scanners_weaken_the_sign_and_shift_the_prevalence_where_asked()
    {
        PhantomDesign design = new(Request("x") with
        {
            SiteSignalFactors = new Dictionary<string, double> { ["west"] = 0.5 },
            SitePrevalences = new Dictionary<string, double> { ["north"] = 0.6 },
            SignalFactor = 1,
        });
        Assert.Equal(1.2, design.Of("west", "male").Separation, 1e-12);
        Assert.Equal(2.4, design.Of("south", "male").Separation, 1e-12);
        Assert.Equal(0.6, design.Of("north", "female").Prevalence);
        double north = design.Of("north", "male").IdealAuroc;
        double west = design.Of("west", "male").IdealAuroc;
        Assert.Equal(
            ((0.6 * north) + (0.35 * north) + (0.35 * west)) / 1.3, design.IdealAuroc(disadvantaged: false), 1e-12);
    }

    /// <summary>The sample agrees with the statement: a share of 600 draws lies within four standard errors
    /// (0.08).</summary>
    [Fact]
    public void The_drawn_cohort_agrees_with_its_statement()
    {
        PhantomCohortRequest request = Request("a") with
        {
            PatientCount = 600, Side = 32, GroupPrevalence = 0.5, MissedShare = 0.4, LabelNoise = 0.05,
        };
        PhantomCohortResult cohort = PhantomCohort.Write(request);
        TextTable recorded = TextTable.Read(cohort.ManifestPath);
        TextTable truth = TextTable.Read(cohort.TruthPath);
        Assert.Equal(recorded["image_id"], truth["image_id"]);
        bool[] female = [.. recorded["sex"].Select(sex => sex == "female")];
        Assert.InRange(
            Share(recorded["finding"], female, true) - cohort.Cells.First(c => c.Sex == "female").RecordedPrevalence,
            -0.08, 0.08);
        Assert.InRange(Share(truth["finding"], female, true) - 0.5, -0.08, 0.08);
        Assert.InRange(Share(truth["finding"], female, false) - 0.35, -0.08, 0.08);
    }

    private static double Share(string?[] cells, bool[] female, bool which) =>
        cells.Where((_, row) => female[row] == which).Average(cell => cell == "1" ? 1.0 : 0.0);

    private PhantomCohortRequest Request(string folder) => new() { Folder = _scratch.File(folder), PatientCount = 40 };

    private byte[] Pictures(string folder) =>
        [
            .. Directory.GetFiles(_scratch.File(folder + "/images"))
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllBytes)];
}
