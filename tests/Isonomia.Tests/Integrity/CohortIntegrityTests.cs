using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Integrity;
using Isonomia.Reporting;

namespace Isonomia.Tests;

public sealed class CohortIntegrityTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_known_leaks_of_the_chest_radiographs_are_found()
    {
        SharedFolder.Require();
        IntegrityResult result = Run("nih1000/manifest.csv", source => source with
        {
            Id = "image_id", Image = "path", Unit = "patient_id", Split = "split",
            Labels = ["label", "finding_labels"], Attributes = ["sex", "age:0,40,60,75"],
        });
        // Numbers from the README of the data: 30 patients in two splits, one label against its source.
        Assert.False(result.Passes);
        Assert.Equal(1000, result.PicturesRead);
        Assert.Equal((CheckSeverity.Blocking, 30L), Finding(result, "patient_overlap"));
        Assert.Equal((CheckSeverity.Major, 1L), Finding(result, "label_logic"));
        Assert.Equal(["00000193_019"], result.Checks.Single(check => check.Id == "label_logic").Samples);
        Assert.Equal(CheckStatus.Clear, Status(result, "burned_in_text"));
        Assert.Equal(CheckStatus.Clear, Status(result, "altered_public_copy"));
        Assert.Equal(CheckStatus.Clear, Status(result, "unreadable"));
    }

    [SkippableFact]
    public void Repeated_images_under_two_numbers_and_writing_are_found_in_the_covid_images()
    {
        SharedFolder.Require();
        IntegrityResult result = Run("covid_cxr/manifest.csv", source => source with
        {
            Id = "image_id", Image = "path", Unit = "patient_id", Labels = ["finding"],
            Attributes = ["sex", "age:0,40,60,75"],
        });
        // README: eight images twice under two patient numbers, four byte for byte; three pairs differ in the finding;
        // one number is used in two countries.
        CheckResult within = result.Checks.Single(check => check.Id == "duplicate_within_split");
        Assert.Equal(8, within.Count);
        Assert.Equal(4, within.Measures.Single(measure => measure.Id == "exact_pairs").Value);
        Assert.Equal((CheckSeverity.Major, 3L), Finding(result, "contradictory_labels"));
        CheckResult ids = result.Checks.Single(check => check.Id == "patient_id_suspect");
        Assert.Equal(8, ids.Measures.Single(measure => measure.Id == "copies_under_two_ids").Value);
        Assert.Equal(1, ids.Measures.Single(measure => measure.Id == "two_places").Value);
        Assert.Contains("cxr_067", result.Checks.Single(check => check.Id == "burned_in_text").Samples);
        Assert.Contains("country", result.Checks.Single(check => check.Id == "site_label").Sentence,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Site_confounding_and_missing_demographics_are_found_in_tables()
    {
        SharedFolder.Require();
        IntegrityResult skin = Run("ham10000/manifest.csv", source => source with
        {
            Id = "image_id", Unit = "lesion_id", Split = "split", Labels = ["malignant"], Attributes = ["sex"],
        });
        // README: knowing only the site gives a malignancy AUC of 0.828 on the test split; five folds of all come near.
        double auroc = skin.Checks.Single(check => check.Id == "site_label").Measures
            .Single(measure => measure.Id == "auroc:malignant:acquisition_site").Value!.Value;
        Assert.InRange(auroc, 0.81, 0.85);
        IntegrityResult lesions = Run("pad_ufes/metadata.csv", source => source with
        {
            Id = "img_id", Unit = "patient_id", Labels = ["diagnostic"], Attributes = ["gender", "fitspatrick"],
        });
        // README: 804 rows of 579 patients without sex and skin type, none of them malignant.
        Assert.Equal((CheckSeverity.Major, 579L), Finding(lesions, "missing_pattern"));
        Assert.Equal(CheckStatus.Clear, Status(lesions, "altered_public_copy"));
    }

    [SkippableFact]
    public void A_public_table_without_some_rows_is_an_altered_copy()
    {
        SharedFolder.Require();
        using ScratchFolder folder = new();
        string table = folder.File("metadata.csv");
        string[] lines = File.ReadAllLines(SharedFolder.Path("data/pad_ufes/metadata.csv"));
        File.WriteAllLines(table, lines.Take(lines.Length - 10));
        IntegrityResult result = CohortIntegrity.Run(new IntegrityRequest
        {
            Source = new CohortSource { Path = table, Id = "img_id", Unit = "patient_id", Labels = ["diagnostic"] },
            Checks = ["altered_public_copy"],
        });
        Assert.Equal(CheckSeverity.Major, Assert.Single(result.Checks).Severity);
        Assert.Contains("images: 2,288 here, 2,298 published", result.Checks[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_finding_passes_and_keeps_its_reason()
    {
        IntegrityRequest request = Table("id,patient,split", "a,p,train", "b,p,test") with
        {
            Accepted = new Dictionary<string, string> { ["patient_overlap"] = "teaching set" },
        };
        IntegrityResult result = CohortIntegrity.Run(request);
        Assert.True(result.Passes);
        CheckResult overlap = result.Checks.Single(check => check.Id == "patient_overlap");
        Assert.Equal(CheckSeverity.Blocking, overlap.Severity);
        Assert.Equal("teaching set", overlap.Accepted);
    }

    [Fact]
    public void An_empty_cohort_is_refused_in_one_sentence()
    {
        TableException exception = Assert.Throws<TableException>(() => CohortIntegrity.Run(Table("id,patient,split")));
        Assert.Contains("no row", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_and_nothing_but_copies_have_an_answer()
    {
        using ScratchFolder folder = new();
        TestPictures.Make("1").WritePng(folder.File("a.png"));
        string table = folder.File("t.csv");
        File.WriteAllText(table, "id,path,label,sex\na,a.png,1,F\n");
        CohortSource source = new()
        {
            Path = table, Id = "id", Image = "path", Labels = ["label"], Attributes = ["sex"],
        };
        Assert.True(CohortIntegrity.Run(new IntegrityRequest { Source = source }).Passes);
        File.WriteAllText(table, "id,path,label,sex\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $"s{i},a.png,{i % 2},{(i % 3 == 0 ? "F" : "M")}\n")));
        IntegrityResult copies = CohortIntegrity.Run(new IntegrityRequest { Source = source });
        Assert.Equal((CheckSeverity.Minor, 59L), Finding(copies, "duplicate_within_split"));
        Assert.Equal(CheckSeverity.Major, Finding(copies, "contradictory_labels").Severity);
    }

    [Fact]
    public void A_page_with_pictures_is_written_for_ages_in_any_form_and_without_pictures_where_none_are_wanted()
    {
        TestPictures.Make("1").WritePng(_folder.File("a.png"));
        TestPictures.Make("1").WritePng(_folder.File("b.png"));
        IntegrityRequest request = Table("id,path,patient,split,age", "a,a.png,p,train,060Y", "b,b.png,q,test,>89");
        IntegrityResult result = CohortIntegrity.Run(request with
        {
            Source = request.Source with { Image = "path", Attributes = ["age:0,40,60"] },
        });
        Assert.Equal((CheckSeverity.Blocking, 1L), Finding(result, "duplicate_across_splits"));
        string page = File.ReadAllText(IntegrityFolder.Write(result, _folder.File("with")));
        Assert.Contains("alt=\"Sample a, the same file", page, StringComparison.Ordinal);
        string without = File.ReadAllText(IntegrityFolder.Write(result, _folder.File("without"), pictureCount: 0));
        Assert.DoesNotContain("alt=\"Sample", without, StringComparison.Ordinal);
        Assert.Contains("the same file", without, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_columns_checks_and_thresholds_are_refused_with_a_near_name()
    {
        IntegrityRequest request = Table("id,patient,split", "a,p,train", "b,q,test");
        Assert.Contains("'patient'", Refusal(request with { Source = request.Source with { Unit = "patent" } }),
            StringComparison.Ordinal);
        Assert.Contains("'site_label'", Refusal(request with { Checks = ["site_lable"] }), StringComparison.Ordinal);
        Assert.Contains("'v'", Refusal(request with
        {
            Settings = new Dictionary<string, double> { ["site_label.w"] = 0.2 },
        }), StringComparison.Ordinal);
        Assert.Contains("'patient_overlap'", Refusal(request with
        {
            Accepted = new Dictionary<string, string> { ["patient_overlaps"] = "x" },
        }), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_that_do_not_fit_the_classes_are_refused()
    {
        IntegrityRequest request =
            Table("id,patient,split,label,p", "a,p,train,x,0.1", "b,q,test,y,0.2", "c,r,test,z,0.3");
        ArgumentException exception = Assert.Throws<ArgumentException>(() => CohortIntegrity.Run(request with
        {
            Source = request.Source with { Labels = ["label"] }, Probabilities = ["p"],
        }));
        Assert.Contains("1 probability columns were given for the 3 classes", exception.Message,
            StringComparison.Ordinal);
    }

    private static string Refusal(IntegrityRequest request) =>
        Assert.Throws<UnknownNameException>(() => CohortIntegrity.Run(request)).Message;

    private IntegrityRequest Table(params string[] rows)
    {
        string path = _folder.File("table.csv");
        File.WriteAllText(path, string.Join('\n', rows) + "\n");
        return new IntegrityRequest
        {
            Source = new CohortSource { Path = path, Id = "id", Unit = "patient", Split = "split" },
        };
    }

    private static IntegrityResult Run(string name, Func<CohortSource, CohortSource> roles) =>
        CohortIntegrity.Run(new IntegrityRequest
        {
            Source = roles(new CohortSource { Path = SharedFolder.Path($"data/{name}") }),
            ReadsPictures = !name.StartsWith("ham", StringComparison.Ordinal),
        });

    private static CheckStatus Status(IntegrityResult result, string id) =>
        result.Checks.Single(check => check.Id == id).Status;

    private static (CheckSeverity? Severity, long Count) Finding(IntegrityResult result, string id)
    {
        CheckResult check = result.Checks.Single(check => check.Id == id);
        return (check.Severity, check.Count);
    }
}
