using Isonomia.Datasets;

namespace Isonomia.Tests;

/// <summary>The counts are those that the READMEs of the data packs print.</summary>
public sealed class RealCohortTests
{
    [SkippableFact]
    public void Ham10000_opens_with_the_printed_counts()
    {
        Cohort cohort = Open("ham10000/manifest.csv", source => source with
        {
            Unit = "lesion_id",
            Labels = ["malignant"],
            Attributes = ["sex", "age:0,40,60,80", "acquisition_site"],
        });
        Assert.Equal(5_984, cohort.Count);
        Assert.Equal([2_737, 3_211, 36], Counts(cohort, "sex"));
        Assert.Equal(4, cohort.Groups("acquisition_site").Groups.Count);
        Assert.Empty(cohort.MissingImages());
        Assert.DoesNotContain(cohort.Notes, note => note.Id == "patient_overlap");
    }

    [SkippableFact]
    public void Nih1000_says_that_patients_are_in_two_splits()
    {
        Cohort cohort = Open(
            "nih1000/manifest.csv", source => source with { Labels = ["label"], Attributes = ["sex"] });
        Assert.Equal(1_000, cohort.Count);
        Assert.Equal(264, cohort.Units!.Distinct().Count());
        Assert.Equal([509, 491, 0], Counts(cohort, "sex"));
        Assert.True(cohort.Notes.Single(note => note.Id == "patient_overlap").Count > 0);
    }

    [SkippableFact]
    public void Covid_cxr_opens_with_its_patients_and_pictures()
    {
        Cohort cohort = Open("covid_cxr/manifest.csv", source => source with { Attributes = ["country", "sex"] });
        Assert.Equal(166, cohort.Count);
        Assert.Equal(90, cohort.Units!.Distinct().Count());
        Assert.Equal(23, cohort.Groups("country").Groups.Count);
        Assert.Empty(cohort.MissingImages());
    }

    [SkippableFact]
    public void Pad_ufes_metadata_opens_with_its_own_marker_for_unknown()
    {
        Cohort cohort = Open("pad_ufes/metadata.csv", source => source with
        {
            Image = "img_id",
            Attributes = ["gender:FEMALE=female,MALE=male", "fitspatrick"],
            MissingValues = ["UNK"],
        });
        Assert.Equal(2_298, cohort.Count);
        Assert.Equal(1_373, cohort.Units!.Distinct().Count());
        Assert.Equal([753, 741, 804], Counts(cohort, "gender"));
        Assert.Equal(["False", "True"], cohort.Groups("itch").Groups);
        Assert.Equal(2_298, cohort.MissingImages().Count);
    }

    [SkippableFact]
    public void Isic2019_opens_without_pictures()
    {
        Cohort cohort = Open(
            "isic2019/metadata.csv",
            source => source with { Attributes = ["sex", "age:0,40,60"], Labels = ["diagnosis"] });
        Assert.Equal(25_331, cohort.Count);
        Assert.False(cohort.HasImages);
        Assert.Equal([11_661, 13_286, 384], Counts(cohort, "sex"));
        Assert.Equal(437, cohort.Groups("age").Codes.Count(code => code < 0));
    }

    private static Cohort Open(string table, Func<CohortSource, CohortSource> roles)
    {
        SharedFolder.Require();
        return Cohort.Open(roles(new CohortSource { Path = SharedFolder.Path($"data/{table}") }));
    }

    /// <summary>The samples of each group, then those without.</summary>
    private static int[] Counts(Cohort cohort, string attribute)
    {
        Grouping grouping = cohort.Groups(attribute);
        return [
            .. Enumerable.Range(0, grouping.Groups.Count)
            .Append(-1)
            .Select(code => grouping.Codes.Count(known => known == code))];
    }
}
