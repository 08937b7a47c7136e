using Isonomia.Catalogs;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class SmallTableTests : IDisposable
{
    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_back_what_was_written()
    {
        string path = _folder.At("w.csv");
        using (var writer = new CsvWriter(path, ["name", "value", "count"]))
        {
            writer.Cell("a, \"b\"\nc");
            writer.Cell(0.1 + 0.2);
            writer.Cell(12345678901);
            writer.EndRow();
            writer.Cell((string?)null);
            writer.Cell(double.NaN);
            writer.Cell(-1);
            writer.EndRow();
            Assert.False(File.Exists(path));
            writer.Complete();
        }

        Assert.Equal(
            "name,value,count\r\n\"a, \"\"b\"\"\nc\",0.30000000000000004,12345678901\r\n,,-1\r\n",
            File.ReadAllText(path));
        var table = TextTable.Read(path);
        Assert.Equal(["name", "value", "count"], table.Columns);
        Assert.Equal(["a, \"b\"\nc", null], table["name"].AsEnumerable());
        Assert.Equal(["12345678901", "-1"], table["count"].AsEnumerable());
        Assert.Equal(2, table.RowCount);
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Leaves_nothing_of_a_file_that_was_not_completed()
    {
        using (var writer = new CsvWriter(_folder.At("w.csv"), ["name"]))
        {
            writer.Cell("x");
            Assert.Throws<InvalidOperationException>(() => writer.Cell("y"));
        }

        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Offers_near_names_of_a_text_table()
    {
        string path = _folder.Write("t.csv", "image_id,path\na,b\n");
        Assert.Equal(
            "Column 'image' is unknown. Known: image_id, path.",
            Assert.Throws<UnknownNameException>(() => TextTable.Read(path, ["image"])).Message);
        Assert.Equal(["b"], TextTable.Read(path, ["path"])["path"].AsEnumerable());
    }

    [Fact]
    public void Crosses_attributes_and_keeps_empty_cells()
    {
        Grouping sex = new("sex", ["F", "M"], [0, 1, 0, -1]);
        Grouping age = new("age", ["young", "old"], [0, 1, 1, 0]);
        Grouping site = new("site", ["A"], [0, 0, -1, 0]);
        IReadOnlyList<Grouping> crossings = Crossing.Of([sex, age, site], 3);
        Assert.Equal(
            ["sex × age", "sex × site", "age × site", "sex × age × site"],
            crossings.Select(crossing => crossing.Attribute));
        Assert.Equal(["F × young", "F × old", "M × young", "M × old"], crossings[0].Groups);
        Assert.Equal([0, 3, 1, -1], crossings[0].Codes);
        Assert.Equal([0, 3, -1, -1], crossings[3].Codes);
        Assert.Equal(["sex", "age", "site"], crossings[3].Components);
        Assert.Empty(Crossing.Of([sex, age], 1));
    }

    [Fact]
    public void Gives_codes_in_order_of_first_appearance_for_any_number_of_identifiers()
    {
        var codes = new IdentifierCodes();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 10_000; i++)
            {
                Assert.Equal(i, codes.CodeOf(new UInt128((ulong)i, (ulong)(i % 7))));
            }
        }

        Assert.Equal(10_000, codes.Count);
    }

    [SkippableFact]
    public void Reads_the_published_skin_predictions_with_their_metadata()
    {
        SharedFolder.Require();
        PredictionTable table = PredictionReader.Read(new()
        {
            Paths = [SharedFolder.Path("data/pad_ufes/predictions.csv")],
            Labels = ["label"],
            Scores = ["score"],
            Id = "id",
            Unit = "patient_id",
            Attributes = ["sex", "age:0,18,40,60,80", "fitzpatrick", "region"],
            MetadataPath = SharedFolder.Path("data/pad_ufes/metadata.csv"),
            MetadataKey = "id=img_id",
        });
        Assert.Equal(390, table.RowCount);
        Assert.Equal(["female", "male"], table.Attributes[0].Groups);
        Assert.DoesNotContain(
            table.Notes, note => note.Id is "rows_without_metadata" or "rows_without_unit" or "duplicate_ids");
        Assert.Contains(table.Notes, note => note.Id == "rows_without_attribute");
        Assert.InRange(table.UnitCount, 2, 389);
    }

    [SkippableFact]
    public void Reads_the_manifest_of_the_dermatoscopic_images()
    {
        SharedFolder.Require();
        var table = TextTable.Read(
            SharedFolder.Path("data/ham10000/manifest.csv"), ["image_id", "path", "malignant", "split"]);
        Assert.Equal(5984, table.RowCount);
        Assert.Equal("images/ISIC_0024306.jpg", table["path"][0]);
        Assert.Equal(36, table["split"].Count(split => split is null));
        Assert.Equal(589, table["split"].Count(split => split == "test"));
    }
}
