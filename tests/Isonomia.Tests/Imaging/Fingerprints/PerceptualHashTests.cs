using System.Text.Json;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class PerceptualHashTests
{
    [SkippableFact]
    public void Meets_the_hashes_of_the_formula_picture()
    {
        SharedFolder.Require();
        string path = SharedFolder.Path("oracles/curation/curation_vectors.json");
        JsonElement oracle = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("image_hashes");
        Assert.Equal(oracle.GetProperty("difference_hash_9x8").GetString(),
            $"{PerceptualHash.Difference(Formula(9, 8)):x16}");
        Assert.Equal(oracle.GetProperty("dct_hash_32x32").GetString(), $"{PerceptualHash.Cosine(Formula(32, 32)):x16}");
        Assert.Equal(oracle.GetProperty("mean_hash_8x8").GetString(), $"{PerceptualHash.Mean(Formula(8, 8)):x16}");
    }

    [Fact]
    public void Distance_counts_differing_bits() => Assert.Equal(3, PerceptualHash.Distance(0b1011, 0b0110));

    [Fact]
    public void A_grid_averages_areas_that_cut_pixels()
    {
        // Three pixels in two cells: the middle one counts half in each.
        Image image = new(3, 1, 1, [0, 60, 120]);
        Assert.Equal([20f, 100f], GrayGrid.Of(image, 2, 1));
        Assert.Equal([0f, 0f, 60f, 60f, 120f, 120f], GrayGrid.Of(image, 6, 1));
        Image color = new(1, 1, 3, [255, 0, 0]);
        Assert.Equal(0.299f * 255, GrayGrid.Of(color, 1, 1)[0], 1e-3f);
    }

    private static Image Formula(int width, int height)
    {
        byte[] bytes = new byte[width * height];
        for (int i = 0; i < bytes.Length; i++)
        {
            (int x, int y) = (i % width, i / width);
            bytes[i] = (byte)(((37 * x) + (91 * y) + (13 * x * y)) % 256);
        }

        return new Image(width, height, 1, bytes);
    }
}
