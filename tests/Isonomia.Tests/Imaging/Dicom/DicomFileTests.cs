using System.Buffers.Binary;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class DicomFileTests
{
    private static readonly ImageReadOptions Values = new() { Grayscale = ImageGrayscale.Modality };

    [Fact]
    public void Rescale_and_the_linear_window_follow_the_standard_by_hand()
    {
        // Values 2x − 1000: 0, 40, 80, 400. Window 40, 81: black up to 40 − 0.5 − 40 = −0.5, white above 79.5,
        // between them (v − 39.5) / 80 + 0.5.
        byte[] file = DicomBytes.Gray(4, 1, 12, 500, 520, 540, 700)
            .Text(0x0028_1052, "DS", "-1000").Text(0x0028_1053, "DS", "2")
            .Text(0x0028_1050, "DS", "40").Text(0x0028_1051, "DS", "81").File();
        DicomFile dicom = DicomFile.Open(file, "ct.dcm");

        Assert.Equal([0f, 40f, 80f, 400f], dicom.ReadFrame(0, Values).Floats.ToArray());
        Assert.Equal([0.00625f, 0.50625f, 1f, 1f], dicom.ReadFrame().Floats.ToArray());
    }

    [Theory]
    [InlineData("LINEAR_EXACT", 0.25, 0.5, 0.75)]
    [InlineData("SIGMOID", 0.26894142, 0.5, 0.73105858)]
    [InlineData("LINEAR", 0.25375, 0.50125627, 0.7587688)]
    public void The_function_of_the_window_is_honored(string function, double first, double second, double third)
    {
        // Center 200, width 400 at 100, 200, 300. LINEAR: (v − 199.5) / 399 + 0.5; SIGMOID: 1 / (1 + exp(−4 (v − c) /
        // w)).
        byte[] file = DicomBytes.Gray(3, 1, 12, 100, 200, 300)
            .Text(0x0028_1050, "DS", "200").Text(0x0028_1051, "DS", "400").Text(0x0028_1056, "CS", function).File();
        float[] shown = DicomFile.Open(file, "x").ReadFrame().Floats.ToArray();
        double[] expected = function == "LINEAR"
            ? [((100 - 199.5) / 399) + 0.5, ((200 - 199.5) / 399) + 0.5, ((300 - 199.5) / 399) + 0.5]
            : [first, second, third];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i], shown[i], 6);
        }
    }

    [Fact]
    public void Several_windows_can_be_chosen_and_replaced()
    {
        byte[] file = DicomBytes.Gray(2, 1, 12, 100, 300)
            .Text(0x0028_1050, "DS", "50\\300").Text(0x0028_1051, "DS", "10\\2").File();
        DicomFile dicom = DicomFile.Open(file, "x");
        Assert.Equal([1f, 1f], dicom.ReadFrame().Floats.ToArray());
        Assert.Equal([0f, 1f], dicom.ReadFrame(0, new ImageReadOptions { DicomWindowIndex = 1 }).Floats.ToArray());
        Assert.Equal(
            [0f, 1f],
            dicom.ReadFrame(0, new ImageReadOptions { DicomWindow = new(200, 200, DicomWindowFunction.LinearExact) })
                .Floats.ToArray());
    }

    [Fact]
    public void Overlays_in_unused_bits_are_dropped_and_signs_extended()
    {
        // 12 bits of 16, signed: 0x0FFF is −1; the bit 0x8000 is an old overlay and nothing else.
        byte[] file = DicomBytes.Gray(3, 1, 12, 0x0FFF, 0x8FFF, 0x8005).Number(0x0028_0103, 1).File();
        Assert.Equal([-1f, -1f, 5f], DicomFile.Open(file, "x").ReadFrame(0, Values).Floats.ToArray());
    }

    [Fact]
    public void Monochrome1_is_inverted_for_display_and_not_for_values()
    {
        byte[] file = DicomBytes.Gray(3, 1, 8, 0, 100, 255).Text(0x0028_0004, "CS", "MONOCHROME1").File();
        DicomFile dicom = DicomFile.Open(file, "x");
        Assert.Equal([255, 155, 0], dicom.ReadFrame().Bytes.ToArray());
        Assert.Equal([0f, 100f, 255f], dicom.ReadFrame(0, Values).Floats.ToArray());
    }

    [Fact]
    public void Without_a_window_the_padding_does_not_count()
    {
        byte[] file = DicomBytes.Gray(4, 1, 12, 0, 100, 150, 200).Number(0x0028_0120, 0).File();
        Assert.Equal([0f, 0f, 0.5f, 1f], DicomFile.Open(file, "x").ReadFrame().Floats.ToArray());
    }

    [Fact]
    public void Look_up_tables_replace_rescale_and_window()
    {
        // Modality LUT: stored 10, 11, 12 become 100, 200, 400. VOI LUT: 200 to 202 become 0, 128, 255 of 8 bits.
        DicomBytes modality = new DicomBytes().Number(0x0028_3002, 3, 10, 16).Number(0x0028_3006, 100, 200, 400);
        DicomBytes voi = new DicomBytes().Number(0x0028_3002, 3, 200, 8).Number(0x0028_3006, 0, 128, 255);
        byte[] file = DicomBytes.Gray(4, 1, 12, 9, 10, 11, 13)
            .Sequence(0x0028_3000, modality).Sequence(0x0028_3010, voi)
            .Text(0x0028_1050, "DS", "1").Text(0x0028_1051, "DS", "2").File();
        DicomFile dicom = DicomFile.Open(file, "x");
        Assert.Equal([100f, 100f, 200f, 400f], dicom.ReadFrame(0, Values).Floats.ToArray());
        Assert.Equal([0f, 0f, 0f, 1f], dicom.ReadFrame().Floats.ToArray());
    }

    [Fact]
    public void A_palette_gives_colors_also_when_it_comes_in_segments()
    {
        DicomBytes Palette() => DicomBytes.Gray(3, 1, 8, 0, 1, 3).Text(0x0028_0004, "CS", "PALETTE COLOR")
            .Number(0x0028_1101, 4, 0, 8).Number(0x0028_1102, 4, 0, 8).Number(0x0028_1103, 4, 0, 8);
        byte[] plain = Palette().Raw(0x0028_1201, "OW", [0, 10, 20, 30]).Raw(0x0028_1202, "OW", [1, 11, 21, 31])
            .Raw(0x0028_1203, "OW", [2, 0, 12, 0, 22, 0, 32, 0]).File();
        Assert.Equal([0, 1, 2, 10, 11, 12, 30, 31, 32], DicomFile.Open(plain, "x").ReadFrame().Bytes.ToArray());

        // Segments: one discrete entry 0, then a line of three up to 30; the second table repeats the first's bytes.
        byte[] words = [0, 0, 1, 0, 0, 0, 1, 0, 3, 0, 30, 0];
        byte[] segmented = Palette().Raw(0x0028_1221, "OW", words).Raw(0x0028_1222, "OW", words)
            .Raw(0x0028_1223, "OW", words).File();
        Assert.Equal([0, 0, 0, 10, 10, 10, 30, 30, 30], DicomFile.Open(segmented, "x").ReadFrame().Bytes.ToArray());
    }

    [Fact]
    public void Planar_colors_and_full_range_ybr_become_rgb()
    {
        DicomBytes Color(string photometric, ushort planar, byte[] samples) => DicomBytes.Gray(2, 1, 8)
            .Number(0x0028_0002, 3).Text(0x0028_0004, "CS", photometric).Number(0x0028_0006, planar)
            .Raw(0x7FE0_0010, "OB", samples);
        Assert.Equal(
            [1, 3, 5, 2, 4, 6],
            DicomFile.Open(Color("RGB", 1, [1, 2, 3, 4, 5, 6]).File(), "x").ReadFrame().Bytes.ToArray());

        // Y 76, Cb 85, Cr 255 is pure red in ITU-R BT.601; Y 150, Cb 128, Cr 128 is gray.
        Assert.Equal(
            [254, 0, 0, 150, 150, 150],
            DicomFile.Open(Color("YBR_FULL", 0, [76, 85, 255, 150, 128, 128]).File(), "x").ReadFrame().Bytes.ToArray());
        Assert.Equal(
            [76, 76, 76, 150, 150, 150],
            DicomFile.Open(Color("YBR_FULL_422", 0, [76, 150, 128, 128]).File(), "x").ReadFrame().Bytes.ToArray());
    }

    [Fact]
    public void A_file_without_a_preamble_and_in_implicit_form_is_read()
    {
        byte[] elements = DicomBytes.Gray(2, 1, 8, 7, 9).Elements();
        Assert.True(DicomFile.IsDicom(elements));
        Assert.Equal([7, 9], DicomFile.Open(elements, "x").ReadFrame().Bytes.ToArray());
    }

    [Theory]
    [InlineData(0x0028_0100, "BitsAllocated is missing")]
    [InlineData(0x0028_0010, "Rows is missing")]
    [InlineData(0x7FE0_0010, "the object (modality OT) holds no pixels")]
    public void A_missing_element_is_named(uint tag, string said) =>
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Without(tag), said);

    [Fact]
    public void Contradictions_are_refused_in_one_sentence()
    {
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Number(0x0028_0100, 24), "BitsAllocated is 24");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Number(0x0028_0101, 9), "BitsStored is 9");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Number(0x0028_0002, 4), "SamplesPerPixel is 4");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Text(0x0028_0004, "CS", "RGB"), "with 1 samples a pixel");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Number(0x0028_0010, 50), "truncated");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Text(0x0028_0008, "IS", "1A"), "NumberOfFrames is no whole number");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Text(0x0028_1053, "DS", "0"), "RescaleSlope");
        Refused(DicomBytes.Gray(2, 1, 8, 7, 9).Number(0x0028_0010, 65535)
            .Number(0x0028_0011, 65535), "decompression bomb");
    }

    [Fact]
    public void Unsupported_and_wrongly_stated_syntaxes_are_refused()
    {
        DicomBytes video = new("1.2.840.10008.1.2.4.100");
        byte[] file = [.. video.File(), .. DicomBytes.Gray(2, 1, 8, 7, 9).Elements()];
        Assert.Contains("transfer syntax is not supported", Error(file).Message, StringComparison.Ordinal);
        byte[] jpeg = [.. new DicomBytes("1.2.840.10008.1.2.4.50")
            .File(), .. DicomBytes.Gray(2, 1, 8, 7, 9).Elements()];
        Assert.Contains("not in fragments", Error(jpeg).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_of_a_file_is_refused_or_read_and_never_anything_else()
    {
        byte[] whole = DicomBytes.Gray(4, 4, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
            .Sequence(0x0028_3010, new DicomBytes().Number(0x0028_3002, 3, 0, 8).Number(0x0028_3006, 0, 128, 255))
                .File();
        for (int length = 0; length < whole.Length; length++)
        {
            ImageFormatException error = Error(whole[..length]);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sequences_nested_without_end_are_refused()
    {
        List<byte> bytes = [.. new byte[128], .. "DICM"u8];
        bytes.AddRange(new DicomBytes().Text(0x0002_0010, "UI", "1.2.840.10008.1.2").Elements());
        for (int i = 0; i < 100_000; i++)
        {
            bytes.AddRange(
                [0x08, 0, 0x15, 0x11, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
        }

        Assert.Contains("levels deep", Error([.. bytes]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_that_does_not_exist_is_a_wrong_call()
    {
        DicomFile dicom = DicomFile.Open(DicomBytes.Gray(2, 1, 8, 7, 9).File(), "x");
        Assert.Throws<ArgumentOutOfRangeException>(() => dicom.ReadFrame(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => dicom.ReadFrame(-1));
    }

    [Fact]
    public void Frames_of_an_enhanced_file_have_their_own_rescale()
    {
        DicomBytes Group(string slope) => new DicomBytes().Sequence(
            0x0028_9145, new DicomBytes().Text(0x0028_1052, "DS", "0").Text(0x0028_1053, "DS", slope));
        byte[] items = [.. Item(Group("2").Elements()), .. Item(Group("3").Elements())];
        byte[] file = DicomBytes.Gray(1, 1, 12, 10, 10).Text(0x0028_0008, "IS", "2")
            .Raw(0x5200_9230, "SQ", items).File();
        DicomFile dicom = DicomFile.Open(file, "x");
        Assert.Equal(20f, dicom.ReadFrame(0, Values).Floats[0]);
        Assert.Equal(30f, dicom.ReadFrame(1, Values).Floats[0]);
    }

    private static byte[] Item(byte[] body)
    {
        byte[] item = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt32LittleEndian(item.AsSpan(4), body.Length);
        return item;
    }

    private static void Refused(DicomBytes file, string said)
    {
        ImageFormatException error = Error(file.File());
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static ImageFormatException Error(byte[] file) =>
        Assert.Throws<ImageFormatException>(() => DicomFile.Open(file, "file.dcm").ReadFrame());
}
