using Isonomia.Catalogs;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class CohortTests : IDisposable
{
    private const string Small = """
        image_id,path,patient_id,sex,age,site,finding,split,comment
        a,images/a.png,P1,F,34,north,1,train,first
        b,images/b.png,P1,F,35,north,0,train,
        c,images/c.png,P2,M,,south,0,val,third
        d,images/d.png,P3,X,71,,1,test,fourth
        """;

    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_opens_with_roles_that_were_guessed_and_says_so()
    {
        Cohort cohort = Open(Small);
        Assert.Equal(["a", "b", "c", "d"], cohort.Ids);
        Assert.Equal(["P1", "P1", "P2", "P3"], cohort.Units!);
        Assert.Equal(["train", "train", "val", "test"], cohort.Splits!);
        Assert.Equal(Path.Combine(_folder.Root, "images", "c.png"), cohort.ImagePath(2));
        Assert.Equal(4, cohort.Notes.Count(note => note.Id == "role_guessed"));
        Assert.Equal("manifest", cohort.Name);
        Assert.Equal(0, cohort.Frame(3));
        Assert.Null(cohort.ImageHash(0));
    }

    [Fact]
    public void Named_roles_are_not_guessed()
    {
        Cohort cohort = Cohort.Open(
            Source(Small) with { Id = "image_id", Image = "path", Unit = "site", Split = "split" });
        Assert.Equal(["north", "north", "south", "(no unit) d"], cohort.Units!);
        Assert.DoesNotContain(cohort.Notes, note => note.Id == "role_guessed");
        Assert.Equal(1, cohort.Notes.Single(note => note.Id == "rows_without_unit").Count);
    }

    [Fact]
    public void Columns_come_in_the_order_of_the_table_each_in_its_role()
    {
        Cohort cohort = Cohort.Open(
            Source(Small) with { Labels = ["finding"], Attributes = ["sex", "years=age:0,40"], Texts = ["comment"] });
        Assert.Equal(
            [
                new("image_id", ColumnRole.Identifier), new("path", ColumnRole.Image),
                new("patient_id", ColumnRole.Unit),
                new("sex", ColumnRole.Attribute), new("age", ColumnRole.Attribute, "0,40", "years"),
                new("site", ColumnRole.Other),
                new("finding", ColumnRole.Label), new("split", ColumnRole.Split), new("comment", ColumnRole.Text),
            ],
            cohort.Columns);
        Assert.Equal(["sex", "years"], cohort.Attributes);
        Assert.Equal(["finding"], cohort.Labels);
    }

    [Fact]
    public void Groups_are_binned_and_renamed_as_declared()
    {
        Cohort cohort = Cohort.Open(Source(Small) with { Attributes = ["years=age:0,40", "sex:F=female,M=male,X="] });
        Grouping age = cohort.Groups("years");
        Assert.Equal(["[0, 40)", "≥40"], age.Groups);
        Assert.Equal([0, 0, -1, 1], age.Codes);
        Grouping sex = cohort.Groups("sex");
        Assert.Equal(["female", "male"], sex.Groups);
        Assert.Equal([0, 0, 1, -1], sex.Codes);
    }

    [Fact]
    public void Any_column_can_be_grouped_and_read_without_a_role()
    {
        Cohort cohort = Open(Small);
        Assert.Equal(["north", "south"], cohort.Groups("site").Groups);
        Assert.Equal([0, 0, -1, 1], cohort.Groups("age:0,60").Codes);
        Assert.Equal([34, 35, double.NaN, 71], cohort.Numbers("age"));
        Assert.Equal(new string?[] { "first", null, "third", "fourth" }.AsEnumerable(), cohort.Values("comment"));
    }

    [Fact]
    public void Text_that_means_unknown_is_missing()
    {
        Cohort cohort = Cohort.Open(Source(Small) with { MissingValues = ["X"], Attributes = ["sex"] });
        Assert.Equal(["F", "M"], cohort.Groups("sex").Groups);
        Assert.Equal(-1, cohort.Groups("sex").Codes[3]);
    }

    [Fact]
    public void An_unknown_column_is_refused_with_a_near_name()
    {
        UnknownNameException error = Assert.Throws<UnknownNameException>(
            () => Cohort.Open(Source(Small) with { Attributes = ["sexx"] }));
        Assert.Contains("did you mean 'sex'?", error.Message, StringComparison.Ordinal);
        Assert.Throws<UnknownNameException>(() => Open(Small).Values("fynding"));
        Assert.Throws<UnknownNameException>(() => Open(Small).Groups("agee:0,40"));
    }

    [Fact]
    public void Every_wrong_row_is_reported_at_once_and_never_its_contents()
    {
        const string Bad = """
            image_id,path,age
            secret-1,a.png,1
            secret-1,../b.png,2
            ,/etc/passwd,x
            secret-2,,4
            secret-3,c/../../d.png,5
            secret-4,c/../e.png,6
            """;
        TableException error = Assert.Throws<TableException>(
            () => Cohort.Open(Source(Bad) with { Attributes = ["age:0,3"] }));
        Assert.Equal(
            [
                "manifest.csv row 4: column 'image_id' is empty; every sample needs an identifier.",
                "manifest.csv row 3: column 'image_id' repeats an earlier identifier; identifiers must differ.",
                "manifest.csv row 5: column 'path' is empty; every sample needs the path of its picture.",
                "manifest.csv row 3: column 'path' leads out of the root folder (3 such rows); picture paths must stay "
                    + "inside it "
                    + "(--root names another folder).",
                "manifest.csv row 4: column 'age' has a cell that is not a number; expected numbers with a decimal "
                    + "point, "
                    + "or name what stands for 'unknown' as a missing value.",
            ],
            error.Problems.Select(problem => problem.Sentence));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absolute_path_inside_the_root_is_accepted()
    {
        string table = $"image_id,path\na,{Path.Combine(_folder.Root, "x.png")}\n";
        Assert.Equal(_folder.At("x.png"), Open(table).ImagePath(0));
    }

    [Fact]
    public void A_root_of_its_own_carries_the_pictures()
    {
        Cohort cohort = Cohort.Open(
            Source("image_id,path\na,../etc\n") with { Root = _folder.Root, Image = "image_id" });
        Assert.Equal(_folder.At("a"), cohort.ImagePath(0));
        Assert.Throws<ArgumentException>(() => Cohort.Open(Source(Small) with { Root = _folder.At("absent") }));
    }

    [Fact]
    public void Missing_picture_files_are_found()
    {
        Directory.CreateDirectory(_folder.At("images"));
        _folder.Write("images/b.png", [1]);
        Assert.Equal([0, 2, 3], Open(Small).MissingImages());
        Assert.Empty(Cohort.Open(Source("image_id,x\na,1\n")).MissingImages());
    }

    [Fact]
    public void A_patient_in_two_splits_is_counted()
    {
        Cohort cohort = Open("image_id,patient_id,split\na,P,train\nb,P,test\nc,Q,test\nd,P,val\ne,R,\n");
        Assert.Equal(1, cohort.Notes.Single(note => note.Id == "patient_overlap").Count);
        Assert.Equal(1, cohort.Notes.Single(note => note.Id == "rows_without_split").Count);
    }

    [Fact]
    public void The_fingerprint_depends_on_bytes_and_roles()
    {
        string first = Open(Small).Fingerprint;
        Assert.Equal(first, Open(Small).Fingerprint);
        Assert.NotEqual(first, Cohort.Open(Source(Small) with { Attributes = ["sex"] }).Fingerprint);
        Assert.NotEqual(first, Cohort.Open(Source(Small) with { MissingValues = ["X"] }).Fingerprint);
        Assert.NotEqual(first, Open(Small.Replace("71", "72", StringComparison.Ordinal)).Fingerprint);
    }

    [Fact]
    public void A_manifest_that_changes_while_it_is_in_use_is_noticed()
    {
        Cohort cohort = Open(Small);
        _folder.Write("manifest.csv", Small.Replace("fourth", "4th", StringComparison.Ordinal));
        Assert.Throws<TableException>(() => cohort.Values("comment"));
    }

    [Fact]
    public void A_folder_that_was_not_ingested_and_a_table_without_names_are_refused()
    {
        TableException error =
            Assert.Throws<TableException>(() => Cohort.Open(new CohortSource { Path = _folder.Root }));
        Assert.Contains("cohort.json", error.Message, StringComparison.Ordinal);
        Assert.Throws<TableException>(() => Open("sex,age\nF,1\n"));
        Assert.Throws<ArgumentException>(() => Cohort.Open(Source(Small) with { Attributes = ["sex", "sex:M=m"] }));
    }

    [Fact]
    public void A_cohort_file_of_another_form_is_refused()
    {
        string json = _folder.Write("cohort.json", "{}");
        Assert.Throws<TableException>(() => Cohort.Open(new CohortSource { Path = json }));
    }

    [Fact]
    public void More_than_five_million_cells_open_without_a_string_a_cell()
    {
        string path = _folder.Parquet(
            "large.parquet",
            "SELECT 'img' || i AS image_id, 'x/' || i || '.png' AS path, 'p' || (i // 3) AS patient_id, i % 2 AS sex, "
                + "i % 90 AS age, "
            + "i % 7 AS c1, i % 8 AS c2, i % 9 AS c3, i % 10 AS c4, i % 11 AS c5, i % 12 AS c6 FROM range(600000) "
            + "t(i)");
        Cohort cohort = Cohort.Open(new CohortSource { Path = path, Attributes = ["sex", "age:0,40,60"] });
        Assert.Equal(600_000, cohort.Count);
        Assert.Equal("p199999", cohort.Units![599_999]);
        Assert.Equal([0, 1, 0], cohort.Groups("sex").Codes[..3]);
        Assert.Equal(599_999 % 11, cohort.Numbers("c5")[599_999]);
    }

    private Cohort Open(string table) => Cohort.Open(Source(table));

    private CohortSource Source(string table) => new() { Path = _folder.Write("manifest.csv", table) };
}
