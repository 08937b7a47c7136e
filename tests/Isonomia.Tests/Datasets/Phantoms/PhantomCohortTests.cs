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
            Assert.Throws<ArgumentException>(
                () => PhantomCohort.Write(Request("x") with { DisadvantagedGroup = "west" })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { Attribute = "age" }));
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { SignalFactor = double.NaN }));
        Assert.Throws<ArgumentException>(() => PhantomCohort.Write(Request("x") with { Prevalence = 1 }));
    }

    private PhantomCohortRequest Request(string folder) => new() { Folder = _scratch.File(folder), PatientCount = 40 };

    private byte[] Pictures(string folder) =>
        [
            .. Directory.GetFiles(_scratch.File(folder + "/images"))
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllBytes)];
}
