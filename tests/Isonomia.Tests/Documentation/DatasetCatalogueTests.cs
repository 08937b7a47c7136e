using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>The catalogue prints what the source prints, and counts what the facts' own computation counted.</summary>
public sealed class DatasetCatalogueTests
{
    private static readonly CatalogueStatisticsResult Statistics =
        CatalogueStatistics.Run(new CatalogueStatisticsRequest(DatasetCatalogue.Published));

    [SkippableFact]
    public void The_published_rows_are_the_bytes_of_the_source_table()
    {
        SharedFolder.Require();
        Assert.Equal(File.ReadAllText(SharedFolder.Path("packs/datasets_table2.csv")),
            DatasetCatalogue.Published.ToCsv());
    }

    [Fact]
    public void Both_totals_are_given_with_their_difference()
    {
        CatalogueTotals totals = DatasetCatalogue.Published.Totals;
        Assert.Equal((24, 79_554_976L, 74_184_415L, 5_370_561L, 79_554_976L), (
            totals.PublishedDatasets, totals.SumOfRows, totals.Prose!.Value, totals.Difference!.Value, totals.Net));
        Assert.Contains("79,554,976", totals.Statement, StringComparison.Ordinal);
        Assert.Contains("74,184,415", totals.Statement, StringComparison.Ordinal);
        string[] names = ["BRATS24-MICCAI", "TCGA", "BRATS-ISBI", "MIMIC-CXR-JPG", "CheXpert", "NIH-CXR14"];
        Assert.Equal(totals.Difference, names.Sum(name => DatasetCatalogue.Published.Find(name).Images));
    }

    [Fact]
    public void A_part_of_the_rows_shows_no_total_of_the_prose()
    {
        CatalogueTotals totals = DatasetCatalogue.Published.Where(new CatalogueFilter { Country = "Brasilien" }).Totals;
        Assert.Equal((2, 57_233L, null), (totals.PublishedDatasets, totals.SumOfRows, totals.Prose));
    }

    [SkippableTheory]
    [InlineData("by_origin", "origin")]
    [InlineData("by_modality", "modality")]
    [InlineData("by_license", "license")]
    [InlineData("by_region", "organ")]
    [InlineData("by_model", "model")]
    [InlineData("multimodal_by_language", "language")]
    public void Images_by_category_are_the_facts_own(string property, string dimension)
    {
        JsonElement expected = Facts().GetProperty(property);
        Assert.Equal(
            expected.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64()),
            Statistics.Dimension(dimension).Categories.ToDictionary(category => category.Name,
                category => category.Images));
    }

    [SkippableTheory]
    [InlineData("by_un_region_single_country", "un_region")]
    [InlineData("by_income_single_country", "income")]
    public void Regions_are_held_against_people(string property, string dimension)
    {
        JsonElement expected = Facts().GetProperty(property);
        RepresentationTable table = Statistics.Dimension(dimension);
        foreach (RepresentationCategory category in table.Categories)
        {
            JsonElement row = expected.GetProperty(category.Name);
            Assert.Equal(row.GetProperty("images").GetInt64(), category.Images);
            Assert.Equal(row.GetProperty("share").GetDouble(), category.Share!.Value, 1e-9);
            Assert.Equal(row.GetProperty("population_2024").GetInt64(), category.Population);
            Assert.Equal(row.GetProperty("population_share").GetDouble(), category.ReferenceShare!.Value, 1e-9);
            Assert.Equal(row.GetProperty("representation_ratio").GetDouble(), category.Ratio!.Value, 1e-9);
            Assert.Equal(row.GetProperty("log2_ratio").ValueKind == JsonValueKind.Null, category.Log2Ratio is null);
        }

        JsonElement divergence = expected.GetProperty("_divergence");
        (string, string)[] names =
        [
            ("kl_share_to_population_nats", "kl"), ("js_divergence_nats", "jensen_shannon"),
                ("total_variation", "total_variation"),
            ("hellinger", "hellinger"),
        ];
        foreach ((string fact, string id) in names)
        {
            Assert.Equal(divergence.GetProperty(fact).GetDouble(),
                table.Divergences.Single(value => value.Id == id).Value!.Value, 1e-9);
        }
    }

    [SkippableFact]
    public void The_zero_convention_decides_the_headline_and_is_named()
    {
        JsonElement single = Facts().GetProperty("single_country");
        IReadOnlyList<IndexValue> indices = Statistics.Dimension("country").Indices;
        double Of(string id, int categories) =>
            indices.Single(value => value.Id == id && value.Categories == categories).Value!.Value;
        Assert.Equal(single.GetProperty("indices_listed_8").GetProperty("gini").GetDouble(), Of("gini", 8), 1e-9);
        Assert.Equal(single.GetProperty("gini_with_zeros_177_map_features").GetDouble(), Of("gini", 177), 1e-9);
        Assert.Equal(single.GetProperty("gini_with_zeros_all_with_population").GetDouble(), Of("gini", 216), 1e-9);
        Assert.Equal(single.GetProperty("population_weighted_gini").GetDouble(), Of("population_gini", 216), 1e-9);
        Assert.Equal(single.GetProperty("population_covered_share").GetDouble(), Of("coverage_population", 216), 1e-9);
        Assert.All(indices, value => Assert.NotEmpty(value.Universe));
        (string, string)[] names =
        [
            ("shannon_nats", "shannon"), ("evenness", "evenness"), ("effective_number_exp_h", "effective_number"),
                ("hhi", "herfindahl"),
            ("simpson_1_minus_hhi", "simpson"), ("largest_share", "largest_share"),
        ];
        foreach ((string fact, string id) in names)
        {
            Assert.Equal(single.GetProperty("indices_listed_8").GetProperty(fact).GetDouble(), Of(id, 8), 1e-9);
        }

        foreach (JsonProperty country in single.GetProperty("images_per_million_inhabitants").EnumerateObject())
        {
            Assert.Equal(country.Value.GetDouble(),
                Statistics.Countries.Single(c => c.Alpha3 == country.Name).ImagesPerMillion!.Value, 1e-6);
        }
    }

    [SkippableFact]
    public void The_share_of_the_south_names_its_set_and_both_denominators()
    {
        JsonElement south = Facts().GetProperty("global_south").GetProperty("unctad_rule");
        RepresentationCategory category =
            Statistics.Dimension("set").Categories.Single(c => c.Name == "Global South (UNCTAD rule)");
        Assert.Equal(south.GetProperty("images").GetInt64(), category.Images);
        Assert.Equal(south.GetProperty("share_of_single_country").GetDouble(), category.Share!.Value, 1e-9);
        Assert.Equal(south.GetProperty("population_share").GetDouble(), category.ReferenceShare!.Value, 1e-9);
        Assert.Equal(
            south.GetProperty("share_of_total").GetDouble(),
            (double)category.Images / (Statistics.SingleCountryImages + Statistics.SeveralCountriesImages), 1e-9);
        Assert.Contains(Statistics.Sentences,
            sentence => sentence.Contains("'Global South (UNCTAD rule)'", StringComparison.Ordinal));
    }

    [Fact]
    public void Recorded_attributes_are_counted_and_none_reported_is_its_own_row()
    {
        Dictionary<string, (int, long)> counts =
            Statistics.Dimension("attributes").Categories.ToDictionary(c => c.Name, c => (c.Datasets, c.Images));
        Assert.Equal((12, 31_546_156L), counts["age"]);
        Assert.Equal((10, 3_397_336L), counts["sex"]);
        Assert.Equal((4, 1_745_969L), counts["race"]);
        Assert.Equal((1, 16_266L), counts["nationality"]);
        Assert.Equal((1, 10_000L), counts["ethnicity"]);
        Assert.Equal((12, 48_008_820L), counts["none reported"]);
    }

    [Fact]
    public void An_unknown_name_offers_a_near_one()
    {
        UnknownNameException error =
            Assert.Throws<UnknownNameException>(() => DatasetCatalogue.Published.Find("PadChst"));
        Assert.Contains("'PadChest'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_user_are_read_with_country_names_in_several_languages_and_stay_out_of_the_published_totals()
    {
        using ScratchFolder folder = new();
        string path = folder.File("mine.csv");
        File.WriteAllText(path, """
            dataset,model,language,region,modality,images,demographics,origin,license,source,date
            Alpha,Vision,,Ocular,Fundus,12000,"A,S",Südafrika,CC BY 4.0,file,2026-01-02
            Beta,Vision,,Ocular,Fundus,500,sex,Perú,,file,2026-01-02
            Gamma,Multimodal,French,Pulmonary,Radiograph,700,,Côte d'Ivoire,MIT,file,2026-01-02
            Delta,Vision,,Dermal,Dermoscopy,9,,Multiple,MIT,file,2026-01-02

            """);
        DatasetCatalogue catalogue = DatasetCatalogue.Published.With(CatalogueFile.Read(path));
        Assert.Equal((79_554_976L, 4, 13_209L),
            (catalogue.Totals.SumOfRows, catalogue.Totals.AddedDatasets, catalogue.Totals.AddedImages));
        Assert.Equal(["ZAF", "PER", "CIV", null], catalogue.Entries.Where(entry => !entry.IsPublished)
            .Select(entry => entry.OriginAlpha3));
        CatalogueStatisticsResult result = CatalogueStatistics.Run(new CatalogueStatisticsRequest(catalogue));
        Assert.Equal(12_700, result.Dimension("un_region").Categories.Single(c => c.Name == "Africa").Images);

        string again = folder.File("again.csv");
        CatalogueFile.Write([.. catalogue.Entries.Where(entry => !entry.IsPublished)], again);
        Assert.Equal(
            catalogue.Entries.Skip(24).Select(entry => JsonSerializer.Serialize(entry)), CatalogueFile.Read(again)
                .Select(entry => JsonSerializer.Serialize(entry)));
    }

    [Fact]
    public void Every_problem_of_a_users_file_is_told_at_once()
    {
        using ScratchFolder folder = new();
        string path = folder.File("bad.csv");
        File.WriteAllText(path, """
            dataset,model,language,region,modality,images,demographics,origin,license,source,date
            Alpha,Visual,,Ocular,Fundus,many,"A,X",Atlantis,MIT,file,yesterday
            CheXpert,Vision,,Ocular,Fundus,10,,Chile,MIT,file,2026-01-02

            """);
        TableException error = Assert.Throws<TableException>(() => CatalogueFile.Read(path));
        Assert.Equal(6, error.Problems.Count);
        Assert.Contains(error.Problems, problem => problem.Column == "origin" && problem.Row == 2);
        Assert.Contains(error.Problems,
            problem => problem.Sentence.Contains("'CheXpert' is in the catalogue already", StringComparison.Ordinal));
    }

    private static JsonElement Facts()
    {
        SharedFolder.Require();
        return JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("packs/datasets_table2_stats.json"))).RootElement;
    }
}
