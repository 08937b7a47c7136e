using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed unsafe class TileProductTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public void The_wide_and_the_narrow_kernel_give_the_bits_of_the_plain_form(int depth)
    {
        float[] rows = Normal(TileProduct.Height * depth, 1);
        float[] wide = Normal(depth * 48, 2);
        float[] narrow = Normal(depth * 24, 3);
        float[] fast = new float[TileProduct.Height * 48];
        float[] plain = new float[TileProduct.Height * 48];
        fixed (float* x = rows, w = wide, n = narrow, f = fast, p = plain)
        {
            TileProduct.MultiplyWide(x, depth, w, depth, f);
            TileProduct.MultiplyPlain(x, depth, w, 48, depth, p);
            Assert.Equal(plain, fast);

            TileProduct.MultiplyNarrow(x, depth, n, depth, f);
            TileProduct.MultiplyPlain(x, depth, n, 24, depth, p);
            Assert.Equal(plain[..(4 * 24)], fast[..(4 * 24)]);
        }
    }

    private static float[] Normal(int count, ulong seed)
    {
        RandomSource random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
