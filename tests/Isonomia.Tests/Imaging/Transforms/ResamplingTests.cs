using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ResamplingTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableFact]
    public void Agrees_with_Pillow_to_the_last_bit_for_any_size()
    {
        PythonReference.Require("numpy", "PIL");
        (string Name, ResizeKernel Kernel)[] kernels =
        [
            ("NEAREST", ResizeKernel.Nearest), ("BILINEAR", ResizeKernel.Linear), ("BICUBIC", ResizeKernel.Cubic),
            ("LANCZOS", ResizeKernel.Lanczos3),
        ];
        RandomSource random = new(11);
        List<string> cases = [];
        List<(Image Image, int Width, int Height, ResizeKernel Kernel)> ours = [];
        for (int i = 0; i < 60; i++)
        {
            (string name, ResizeKernel kernel) = kernels[i % kernels.Length];
            bool isByte = i % 3 != 0;
            int bands = isByte && i % 2 == 0 ? 3 : 1;
            int width = 1 + random.NextInt32(90);
            int height = 1 + random.NextInt32(90);
            int toWidth = 1 + random.NextInt32(120);
            int toHeight = 1 + random.NextInt32(120);
            Image image = isByte ? GeneratedImage.Bytes(width, height, bands, i + 1)
                : GeneratedImage.Floats(width, height, 1, i + 1);
            File.WriteAllBytes(_scratch.File($"in{i}"), isByte
                ? image.Bytes.ToArray() : MemoryMarshal.AsBytes(image.Floats).ToArray());
            cases.Add(string.Join(
                ' ', i, name, isByte ? 1 : 0, bands, width, height, toWidth, toHeight));
            ours.Add((image, toWidth, toHeight, kernel));
        }

        File.WriteAllLines(_scratch.File("cases"), cases);
        PythonReference.Run("""
            import sys, numpy as np
            from PIL import Image
            root = sys.argv[1]
            for line in open(root + "/cases"):
                i, kernel, is_byte, bands, w, h, W, H = line.split()
                w, h, W, H, bands = int(w), int(h), int(W), int(H), int(bands)
                a = np.fromfile(f"{root}/in{i}", np.uint8 if is_byte == "1" else np.float32).reshape(h, w, bands)
                p = Image.fromarray(a[..., 0] if bands == 1 else a).resize((W, H), getattr(Image, kernel))
                np.asarray(p).tofile(f"{root}/out{i}")
            """, _scratch.Root);
        for (int i = 0; i < ours.Count; i++)
        {
            Image resized = ours[i].Image.Resize(ours[i].Width, ours[i].Height, ours[i].Kernel);
            byte[] expected = File.ReadAllBytes(_scratch.File($"out{i}"));
            byte[] actual = resized.IsByte ? resized.Bytes.ToArray() : MemoryMarshal.AsBytes(resized.Floats).ToArray();
            Assert.True(expected.AsSpan().SequenceEqual(actual),
                string.Create(CultureInfo.InvariantCulture, $"case {cases[i]}"));
        }
    }

    [Fact]
    public void The_vectorized_columns_agree_with_a_plain_sum()
    {
        // 61 × 3 samples a row: whole vectors and a rest. The plain form weighs one pixel after the other.
        Image image = GeneratedImage.Bytes(61, 40, 3);
        Image resized = image.Resize(61, 17, ResizeKernel.Cubic);
        AxisWeights rows = AxisWeights.Widened(40, 17, ResizeKernel.Cubic);
        for (int y = 0; y < 17; y++)
        {
            for (int i = 0; i < 61 * 3; i++)
            {
                int sum = 1 << 21;
                for (int j = 0; j < rows.Counts[y]; j++)
                {
                    double weight = rows.Weights[(y * rows.Stride) + j];
                    sum += image.Bytes[((rows.Starts[y] + j) * 61 * 3) + i]
                        * (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << 22)));
                }

                Assert.Equal(Math.Clamp(sum >> 22, 0, 255), resized.Bytes[(y * 61 * 3) + i]);
            }
        }
    }

    [Theory]
    [InlineData(ResizeKernel.Lanczos3)]
    [InlineData(ResizeKernel.Area)]
    public void A_kernel_that_needs_antialiasing_says_so(ResizeKernel kernel) =>
        Assert.Throws<ArgumentException>(() => GeneratedImage.Bytes(4, 4, 1).Resize(2, 2, kernel, antialias: false));

    [Fact]
    public void Area_keeps_the_mean_for_any_size()
    {
        for (int size = 1; size < 40; size += 3)
        {
            Image image = GeneratedImage.Floats(37, 23, 1);
            Image small = image.Resize(size, size, ResizeKernel.Area);
            Assert.Equal(image.Floats.ToArray().Average(x => (double)x), small.Floats.ToArray()
                .Average(x => (double)x), 2);
        }
    }
}
