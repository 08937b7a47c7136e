using System.Globalization;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class DicomFactsTests
{
    [Fact]
    public void Elements_become_typed_facts()
    {
        DicomFacts facts = Read(DicomBytes.Gray(2, 1, 8, 1, 2)
            .Text(0x0008_0020, "DA", "20190314").Text(0x0008_0070, "LO", "ACME").Text(0x0008_1090, "LO", "Model 3")
            .Text(0x0010_0020, "LO", "P-17").Text(0x0010_0040, "CS", "F").Text(0x0010_1010, "AS", "006M")
            .Text(0x0018_0015, "CS", "CHEST").Text(0x0018_5101, "CS", "PA").Text(0x0020_000D, "UI", "1.2.3")
            .Text(0x0028_0030, "DS", "0.5\\0.25").Text(0x0028_0301, "CS", "NO").Text(0x0018_0060, "DS", "120"));
        Assert.Equal(("ACME", "Model 3", "P-17", "F"),
            (facts.Manufacturer, facts.ManufacturerModelName, facts.PatientId, facts.PatientSex));
        Assert.Equal(("CHEST", "PA", "1.2.3", 2019),
            (facts.BodyPartExamined, facts.ViewPosition, facts.StudyInstanceUid, facts.StudyYear));
        Assert.Equal((0.5, 0.5, 0.25, 120), (facts.PatientAgeYears,
            facts.RowSpacingMillimeters, facts.ColumnSpacingMillimeters, facts.TubeVoltageKilovolts));
        Assert.Equal((true, 1, 2, 1, false),
            (facts.HasPixels, facts.Rows, facts.Columns, facts.FrameCount, facts.BurnedInAnnotation));
        Assert.Empty(facts.Faults);
    }

    [Fact]
    public void An_age_is_computed_from_the_dates_where_it_is_absent_and_the_birth_date_is_not_kept()
    {
        // 1960-01-01 to 2020-01-01: 21,915 days, 60 years of 365.25 days.
        DicomFacts facts = Read(DicomBytes.Gray(2, 1, 8, 1, 2)
            .Text(0x0008_0020, "DA", "20200101").Text(0x0010_0030, "DA", "19600101"));
        Assert.Equal(60.0, facts.PatientAgeYears);
        Assert.DoesNotContain("1960", facts.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_break_the_rules_are_faults_without_the_value()
    {
        DicomFacts facts = Read(DicomBytes.Gray(2, 1, 8, 1, 2)
            .Text(0x0010_0040, "CS", "Mrs Secret").Text(0x0010_1010, "AS", "secret")
                .Text(0x0008_0020, "DA", "yesterday")
            .Text(0x0018_0050, "DS", "-1").Text(0x0028_0030, "DS", "0\\0").Text(0x0028_0301, "CS", "MAYBE"));
        Assert.Equal(
            ["BurnedInAnnotation", "PatientAge", "PatientSex", "PixelSpacing", "SliceThickness", "StudyDate"],
            facts.Faults.Select(fault => fault.Keyword).Order(StringComparer.Ordinal));
        Assert.All(facts.Faults, fault => Assert.DoesNotContain("ecret", fault.Problem, StringComparison.Ordinal));
        Assert.Null(facts.PatientSex);
        Assert.Null(facts.PatientAgeYears);
    }

    [SkippableFact]
    public void Agree_with_the_index_of_the_pack_that_pydicom_read()
    {
        SharedFolder.Require();
        string root = SharedFolder.Path("data/dicom");
        string[] lines = File.ReadAllLines(Path.Combine(root, "index.csv"));
        string[] header = lines[0].Split(',');
        int At(string name) => Array.IndexOf(header, name);
        int compared = 0;
        foreach (string line in lines.Skip(1).Where(line => !line.Contains('"', StringComparison.Ordinal)))
        {
            string[] cells = line.Split(',');
            string file = cells[At("file")];
            if (cells[At("read")] == "unreadable" || TryOpen(Path.Combine(root, file)) is not { } dicom)
            {
                continue;
            }

            DicomFacts facts = dicom.Facts;
            compared++;
            Assert.Equal(cells[At("modality")], facts.Modality ?? "");
            Assert.Equal(cells[At("pixel_data")] == "yes", facts.HasPixels);
            Assert.Equal(cells[At("rows")], $"{facts.Rows}");
            Assert.Equal(cells[At("columns")], $"{facts.Columns}");
            Assert.Equal(cells[At("photometric")], facts.PhotometricInterpretation ?? "");
            if (cells[At("PatientSex")] is "" or "M" or "F" or "O")
            {
                Assert.Equal(cells[At("PatientSex")], facts.PatientSex ?? "");
            }

            if (cells[At("PatientAge")] is { Length: 4 } age && age[3] == 'Y')
            {
                Assert.Equal(double.Parse(age[..3], CultureInfo.InvariantCulture), facts.PatientAgeYears);
            }
            else
            {
                Assert.Contains(cells[At("PatientAge")], new[] { "", "9.0" });
            }

            // pydicom 2.3 leaves the escapes of GB 2312 in the text; there our own decoding is the better one.
            if (cells[At("PatientName")] is { Length: > 0 } name && !name.Contains(@"\x1b", StringComparison.Ordinal))
            {
                Assert.Equal(name.Trim(), dicom.DataSet.Text(DicomTag.PatientName)?.TrimEnd('='));
            }
        }

        Assert.Equal(
            "Zhang^XiaoDong=张^小东",
            DicomFile.Open(Path.Combine(root, "fo-dicom/chrGB2312.dcm")).DataSet.Text(
                DicomTag.PatientName)?.TrimEnd('='));
        Assert.True(compared > 100, $"only {compared} files were compared");
    }

    private static DicomFile? TryOpen(string path)
    {
        try
        {
            return DicomFile.Open(path);
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private static DicomFacts Read(DicomBytes file) => DicomFile.Open(file.File(), "x").Facts;
}
