using System.Globalization;
using System.Text;
using Isonomia.Datasets;
using Isonomia.Documentation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>A documented cohort, on tables small enough to count by eye and on generated ones with a known
/// cause.</summary>
public sealed class CohortDocumentationTests
{
    [Fact]
    public void Patients_are_counted_not_images_and_what_means_not_known_is_found()
    {
        using ScratchFolder folder = new();
        CohortDocument document = Document(folder, """
            image_id,patient_id,sex,age,finding,site,split
            1,A,female,060Y,1,x,train
            2,A,female,061Y,0,x,train
            3,B,male,6M,0,x,train
            4,C,UNK,>89,0,y,test
            5,D,male,145,1,y,test
            6,D,male,1950-01-02,1,y,train

            """);
        Assert.Equal((6, 4, true), (document.Images, document.Patients, document.HasPatients));
        AttributeProfile sex = document.Attributes.Single(attribute => attribute.Name == "sex");
        Assert.Equal([("female", 1, 2), ("male", 2, 3)],
            sex.Groups.Select(group => (group.Name, group.Patients, group.Images)));
        Assert.Equal((1, 1), (sex.MissingPatients, sex.MissingImages));
        Assert.Equal([new SentinelCount("UNK", 1)], sex.Sentinels);
        Assert.Equal((0.5, 0.75), (sex.Groups[1].BoundLow, sex.Groups[1].BoundHigh));
        Assert.Equal(ProportionInterval.Wilson(2, 3).Low, sex.Groups[1].Low);

        AttributeProfile age = document.Attributes.Single(attribute => attribute.Name == "age");
        Assert.Equal([("[0, 40)", 1), ("[40, 80)", 1), ("≥80", 1)],
            age.Groups.Select(group => (group.Name, group.Patients)));
        Assert.Equal(["date of birth, refused", "implausible"], age.Unusable.Select(bad => bad.Text)
            .Order(StringComparer.Ordinal));
        Assert.Equal(1, age.TopCodedImages);

        PrevalenceRow finding = Assert.Single(document.Labels);
        Assert.Equal((4, 2), (finding.Patients, finding.Positives));
        Assert.Equal(1, document.SharedPatients);
        Assert.Contains(document.Notes, note => note.IsSevere
            && note.Sentence.Contains("more than one split", StringComparison.Ordinal));
        Assert.Equal(2, document.CompletePatients);
    }

    [Fact]
    public void Values_missing_by_label_are_suspected_not_at_random_and_values_missing_by_a_coin_are_not()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,sex,skin,race,finding,site\n");
        var random = RandomSource.For(3, "missing_by_label", 0);
        for (int i = 0; i < 3000; i++)
        {
            int finding = random.NextDouble() < 0.3 ? 1 : 0;
            string site = random.NextDouble() < 0.5 ? "x" : "y";
            string sex = random.NextDouble() < 0.5 ? "F" : "M";
            string skin = random.NextDouble() < (finding == 1 ? 0.1 : 0.3) ? string.Empty : "II";
            string race = random.NextDouble() < 0.2 ? string.Empty : "a";
            text.Append(CultureInfo.InvariantCulture, $"{i},{sex},{skin},{race},{finding},{site}\n");
        }

        CohortDocument document = Document(folder, text.ToString(), ["sex", "skin", "race"]);
        Assert.StartsWith("suspected not at random: depends on the label", Missing("skin").Verdict,
            StringComparison.Ordinal);
        Assert.Equal("no evidence against completely at random", Missing("race").Verdict);
        Assert.Equal("nothing is missing", Missing("sex").Verdict);
        Assert.True(Missing("skin").Auroc > 0.55 && Missing("race").AurocLow < 0.5);
        Assert.All(document.Missingness,
            profile => Assert.DoesNotContain("missing at random", profile.Verdict, StringComparison.Ordinal));

        MissingnessProfile Missing(string name) => document.Missingness.Single(profile => profile.Attribute == name);
    }

    [Fact]
    public void A_site_that_tells_the_finding_blocks()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,sex,finding,site\n");
        for (int i = 0; i < 400; i++)
        {
            int finding = i % 2;
            text.Append(CultureInfo.InvariantCulture,
                $"{i},{(i % 4 < 2 ? "F" : "M")},{finding},{(finding == 1) ^ (i % 50 == 0)}\n");
        }

        CohortDocument document = Document(folder, text.ToString(), ["sex"]);
        AssociationRow row = document.Associations.Single(association => association.Kind == "label_acquisition");
        Assert.Equal("blocking", row.Severity);
        Assert.True(row.CramersV > 0.9 && row.Auroc > 0.9);
        Assert.Equal("none", document.Associations.Single(association =>
            association.Kind == "label_attribute").Severity);
        Assert.Equal(0, document.Readiness.Single(dimension => dimension.Id == "integrity").Level);
    }

    [Fact]
    public void The_smallest_gap_is_the_planning_formula_with_the_design_effect()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,patient_id,sex,finding\n");
        for (int i = 0; i < 800; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},p{i / 2},{(i < 400 ? "F" : "M")},{i % 2}\n");
        }

        PowerRow row = Document(folder, text.ToString(), ["sex"]).Power[0];
        double error = Math.Sqrt(0.8 * 0.2 * (1 + (1 * 0.5)) / 200);
        Assert.Equal((200, 200), (row.Positives, row.Negatives));
        Assert.Equal(Planning.MinimumDetectableGap(error, error), row.SensitivityGap!.Value, 1e-12);
    }

    [Fact]
    public void A_reference_is_compared_by_patients_and_lists_what_does_not_map()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,sex,finding\n");
        for (int i = 0; i < 100; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{(i < 30 ? "female" : "male")},{i % 2}\n");
        }

        File.WriteAllText(folder.File("reference.csv"),
            "attribute,category,share\nsex,Female,0.5\nsex,Male,0.5\nsex,diverse,0.01\n");
        ReferenceComparison comparison =
            Assert.Single(Document(folder, text.ToString(), ["sex"], folder.File("reference.csv")).References);
        Assert.Equal(0.6, comparison.Rows[0].Ratio!.Value, 1e-12);
        Assert.Equal(["diverse"], comparison.NotInCohort);
        Assert.Equal(16.0, ChiSquare(comparison), 1e-9);
        Assert.Equal(6.334248366623985e-05, comparison.P!.Value, 1e-12);

        static double ChiSquare(ReferenceComparison c) =>
            c.Rows.Sum(row => Math.Pow(row.Patients - (100 * row.ReferenceShare), 2) / (100 * row.ReferenceShare));
    }

    [Fact]
    public void Littles_statistic_is_the_closed_form_where_the_pattern_is_monotone()
    {
        double[] first = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] second = [2.1, 3.9, 6.2, 7.8, 10.1, double.NaN, double.NaN, double.NaN];
        LittleTest test = LittleAnalysis.Of(["a", "b"], [first, second]);

        // Maximum likelihood by factoring: the first column from all rows, the second given the first from the complete
        // ones.
        double mean = first.Average();
        double variance = first.Select(x => (x - mean) * (x - mean)).Average();
        double[] x = first[..5];
        double[] y = second[..5];
        double slope = x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average()))
            .Sum() / x.Sum(a => (a - x.Average()) * (a - x.Average()));
        double residual = x.Zip(y, (a, b) => b - y.Average() - (slope * (a - x.Average()))).Select(e => e * e)
            .Average();
        double mean2 = y.Average() + (slope * (mean - x.Average()));
        double s12 = slope * variance;
        double s22 = residual + (slope * slope * variance);
        double dx = x.Average() - mean;
        double dy = y.Average() - mean2;
        double determinant = (variance * s22) - (s12 * s12);
        double expected = (5 * ((s22 * dx * dx) - (2 * s12 * dx * dy) + (variance * dy * dy)) / determinant)
            + (3 * Math.Pow(first[5..].Average() - mean, 2) / variance);
        Assert.Equal(expected, test.Statistic!.Value, 1e-4 * expected);
        Assert.Equal(1, test.DegreesOfFreedom);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_no_patient_is_named()
    {
        using ScratchFolder folder = new();
        const string Table =
            "image_id,patient_id,sex,finding\nimg-1,secret-a,F,1\nimg-2,secret-b,M,0\nimg-3,secret-c,F,0\n";
        string first = DocumentationJson.Serialize(Document(folder, Table, ["sex"]));
        Assert.Equal(first, DocumentationJson.Serialize(Document(folder, Table, ["sex"])));
        Assert.DoesNotContain("secret", first, StringComparison.Ordinal);
        Assert.DoesNotContain("img-", first, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_cohort_is_told_as_such()
    {
        using ScratchFolder folder = new();
        Assert.Throws<TableException>(() => Document(folder, "id,sex,finding\n", ["sex"]));
    }

    [Fact]
    public void One_image_is_documented_without_a_claim()
    {
        using ScratchFolder folder = new();
        CohortDocument document = Document(folder, "id,sex,finding\n1,F,1\n", ["sex"]);
        Assert.Equal((1, 1), (document.Images, document.Patients));
        Assert.Empty(document.Power);
        Assert.All(document.Associations, row => Assert.Equal("none", row.Severity));
        Assert.Contains("with 1 image;", document.Readiness.Single(d => d.Id == "group sizes for evaluation").Evidence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ages_in_words_get_bins_however_few_there_are()
    {
        using ScratchFolder folder = new();
        CohortDocument document = Document(folder,
            "id,age,finding\n1,060Y,1\n2,6M,0\n3,>89,0\n4,45,1\n5,03.05.1944,0\n", ["age"]);
        AttributeProfile age = Assert.Single(document.Attributes);
        Assert.Equal([("[0, 18)", 1), ("[40, 60)", 1), ("[60, 75)", 1), ("≥75", 1)],
            age.Groups.Where(group => group.Patients > 0).Select(group => (group.Name, group.Patients)));
        Assert.Equal("date of birth, refused", Assert.Single(age.Unusable).Text);
    }

    [Fact]
    public void Countries_in_four_languages_are_one()
    {
        using ScratchFolder folder = new();
        CohortDocument document = Document(folder,
            "id,country,finding\n1,Germany,1\n2,Deutschland,0\n3,Alemania,0\n4,Allemagne,1\n5,Chile,0\n", ["country"]);
        Assert.Contains(document.Notes, note => note.Sentence.Contains("name one country (DEU)",
            StringComparison.Ordinal));
        Assert.Contains("2 countries", document.Readiness.Single(d => d.Id == "geography and setting").Evidence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_of_one_country_are_pointed_out()
    {
        using ScratchFolder folder = new();
        CohortDocument document = Document(folder, "id,country,finding\n1,Brazil,1\n2,Brasil,0\n3,Chile,0\n",
            ["country"]);
        Assert.Contains(document.Notes,
            note => note.Sentence.Contains("'Brasil' and 'Brazil' name one country (BRA)", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void The_missing_demographics_of_pad_ufes_depend_on_the_diagnosis()
    {
        SharedFolder.Require();
        CohortDocument document = CohortDocumentation.Run(new DocumentRequest
        {
            Source = new CohortSource
            {
                Path = SharedFolder.Path("data/pad_ufes/metadata.csv"), Id = "img_id", Unit = "patient_id",
                    Attributes = ["gender", "fitspatrick"], Labels = ["diagnostic"],
            },
        });
        Assert.Equal((2298, 1373), (document.Images, document.Patients));
        Assert.All(document.Missingness,
            profile => Assert.StartsWith("suspected not at random", profile.Verdict, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void The_patients_that_nih1000_has_in_several_splits_are_counted()
    {
        SharedFolder.Require();
        CohortDocument document = CohortDocumentation.Run(new DocumentRequest
        {
            Source = new CohortSource { Path = SharedFolder.Path("data/nih1000/manifest.csv"), Unit = "patient_id",
                Split = "split", Attributes = ["sex"], Labels = ["finding_labels"] },
        });
        Assert.Equal((264, 30), (document.Patients, document.SharedPatients));
        Assert.Contains(document.Labels, row => row.Label == "finding_labels: No Finding");
    }

    internal static CohortDocument Document(ScratchFolder folder, string table,
        IReadOnlyList<string>? attributes = null, string? reference = null)
    {
        string path = folder.File("table.csv");
        File.WriteAllText(path, table);
        return CohortDocumentation.Run(new DocumentRequest
        {
            Source = new CohortSource { Path = path, Attributes = attributes ?? ["sex", "age:0,40,80"],
                Labels = ["finding"] },
            License = "CC BY 4.0",
            Reference = reference,
            Seed = 1,
        });
    }
}
