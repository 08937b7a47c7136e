using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PictureMatcherTests
{
    [Fact]
    public void Turning_a_descriptor_is_the_descriptor_of_the_turned_picture()
    {
        var sketch = PictureSketch.Of(Blobs(1, 90, 70));
        float[] plain = new float[SketchDescriptors.Width];
        float[] direct = new float[SketchDescriptors.Width];
        float[] turned = new float[SketchDescriptors.Width];
        SketchDescriptors.Write(sketch.Integral(0), SketchWindow.Whole, plain);
        for (int turn = 0; turn < 8; turn++)
        {
            SketchDescriptors.Write(sketch.Integral(turn), SketchWindow.Whole, direct);
            SketchDescriptors.Turn(plain, turn, turned);
            for (int i = 0; i < direct.Length; i++)
            {
                Assert.Equal(direct[i], turned[i], 1e-4);
            }
        }
    }

    [Fact]
    public void Finds_every_altered_copy_and_joins_no_others()
    {
        List<PictureSketch?> sketches = [];
        for (ulong i = 0; i < 40; i++)
        {
            sketches.Add(PictureSketch.Of(Blobs(100 + i, 120, 100)));
        }

        Func<int, Image>[] copies =
        [
            i => Map(Original(i), (x, y) => (119 - x, y), 120, 100),
            i => Map(Original(i), (x, y) => (y, 99 - x), 100, 120),
            i => Map(Original(i), (x, y) => (x + 9, y + 4), 104, 90),
            i => Map(Original(i), (x, y) => (x + 2, y + 17), 96, 80),
            i => Map(Original(i), (x, y) => (x, y), 120, 100, v => 255 - v),
            i => Map(Original(i), (x, y) => (x, y), 120, 100, v => 40 + (v / 2)),
        ];
        for (int i = 0; i < copies.Length; i++)
        {
            sketches.Add(PictureSketch.Of(copies[i](i)));
        }

        sketches.Add(null);
        sketches.Add(PictureSketch.Of(new Image(8, 8, 1, new byte[64])));
        IReadOnlyList<PictureMatch> matches = PictureMatcher.Find(sketches);

        Assert.Equal(
            Enumerable.Range(0, copies.Length).Select(i => (i, 40 + i)),
            matches.Select(match => (Math.Min(match.Whole, match.Part), Math.Max(match.Whole, match.Part))).Order());
        PictureMatch Of(int i) => matches.Single(match => match.Whole == i || match.Part == i);
        Assert.True(Of(0).IsMirrored);
        Assert.True(Of(1).Turn is 1 or 3);
        Assert.Equal(104 * 90 / 12_000.0, Of(2).AreaShare, 0.05);
        Assert.True(Of(4).IsInverted);
        Assert.False(Of(5).IsInverted);

        IReadOnlyList<PictureMatch> one = PictureMatcher.Find(sketches, new PictureMatchRequest { MaxThreads = 1 });
        Assert.Equal(one, matches);
    }

    [Fact]
    public void One_picture_or_none_has_no_match()
    {
        Assert.Empty(PictureMatcher.Find([]));
        Assert.Empty(PictureMatcher.Find([PictureSketch.Of(Original(1))]));
    }

    private static Image Original(int i) => Blobs(100 + (ulong)i, 120, 100);

    private static Image Blobs(ulong seed, int width, int height)
    {
        RandomSource random = new(seed);
        (double X, double Y, double Size, double Height)[] blobs = [.. Enumerable.Range(0, 25).Select(_ => (
            random.NextDouble() * width, random.NextDouble() * height, 4 + (random.NextDouble() * 16),
                random.NextNormal()))];
        double[] sums = new double[width * height];
        for (int i = 0; i < sums.Length; i++)
        {
            (int x, int y) = (i % width, i / width);
            sums[i] = blobs.Sum(blob => blob.Height * Math.Exp(
                -(((x - blob.X) * (x - blob.X)) + ((y - blob.Y) * (y - blob.Y))) / (2 * blob.Size * blob.Size)));
        }

        (double low, double high) = (sums.Min(), sums.Max());
        return new Image(width, height, 1, Array.ConvertAll(sums, sum => (byte)((sum - low) / (high - low) * 255)));
    }

    private static Image Map(
        Image source, Func<int, int, (int X, int Y)> from, int width, int height, Func<int, int>? tone = null)
    {
        byte[] bytes = new byte[width * height];
        for (int i = 0; i < bytes.Length; i++)
        {
            (int x, int y) = from(i % width, i / width);
            int value = source.Bytes[(y * source.Width) + x];
            bytes[i] = (byte)(tone is null ? value : tone(value));
        }

        return new Image(width, height, 1, bytes);
    }
}
