using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>One usual way to prepare pictures wrongly, relative to what a card says.</summary>
/// <param name="Aspect">What it changes: two of one aspect do not combine.</param>
/// <param name="Text">How it is said.</param>
/// <param name="Apply">Makes it.</param>
internal sealed record InputAlternative(string Aspect, string Text, Func<ModelInput, ModelInput> Apply)
{
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];
    private static readonly float[] ClipMean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] ClipDeviation = [0.26862954f, 0.26130258f, 0.27577711f];

    /// <summary>All that differ from the card.</summary>
    internal static IReadOnlyList<InputAlternative> Of(ModelInput card)
    {
        List<InputAlternative> all = [];
        if (card.BandCount == 3)
        {
            all.Add(new("channel order", card.Color == ColorOrder.Rgb ? "channels in the order BGR"
                : "channels in the order RGB",
                input => input with { Color = input.Color == ColorOrder.Rgb ? ColorOrder.Bgr : ColorOrder.Rgb }));
            all.Add(Scaling("ImageNet mean and deviation", ImageNetMean, ImageNetDeviation));
            all.Add(Scaling("CLIP mean and deviation", ClipMean, ClipDeviation));
        }

        float[] flat = [.. Enumerable.Repeat(0f, card.BandCount)];
        float[] ones = [.. Enumerable.Repeat(1f, card.BandCount)];
        float[] halves = [.. Enumerable.Repeat(0.5f, card.BandCount)];
        all.Add(Scaling("pixels in [0, 1] without normalization", flat, ones));
        all.Add(Scaling("pixels in [-1, 1]", halves, halves));
        all.Add(Scaling("pixels in [0, 255] without scaling or normalization", flat,
            [.. ones.Select(one => one / 255)]));
        all.Add(Scaling(
            "normalization without dividing pixels by 255",
            [.. card.Mean.Select(mean => mean / 255)],
                [.. card.StandardDeviation.Select(deviation => deviation / 255)]));
        all.Add(Scaling(
            "pixels divided by 255 twice",
            [.. card.Mean.Select(mean => mean * 255)],
                [.. card.StandardDeviation.Select(deviation => deviation * 255)]));
        all.AddRange(ModelWords.Kernels.Select(kernel => new InputAlternative(
            "resize kernel",
            $"resize kernel {kernel.Key}",
            input => input with { Kernel = kernel.Value, Antialias = true })));
        all.AddRange(ModelWords.Kernels.Where(kernel => kernel.Value is ResizeKernel.Linear or ResizeKernel.Cubic)
            .Select(kernel => new InputAlternative(
                "resize kernel",
                $"resize kernel {kernel.Key} without antialiasing",
                input => input with { Kernel = kernel.Value, Antialias = false })));
        int side = Math.Max(card.Width, card.Height);
        all.Add(new("resize rule", "the whole picture stretched to size",
            input => input with { Rule = ResizeRule.Stretch, ShortestEdge = 0 }));
        all.Add(new("resize rule", "the picture padded to a square first",
            input => input with { Rule = ResizeRule.Pad, ShortestEdge = 0 }));
        foreach (int edge in new[] { side, (int)Math.Round(side / 0.875), (int)Math.Round(side / 0.95) })
        {
            all.Add(new("resize rule", $"shorter edge to {edge}, middle cut out",
                input => input with { Rule = ResizeRule.ShortestEdge, ShortestEdge = edge }));
        }

        return [.. all.Where(alternative => alternative.Apply(card).Text != card.Text)];
    }

    private static InputAlternative Scaling(string text, float[] mean, float[] deviation) =>
        new("scaling", text, input => input with { Mean = mean, StandardDeviation = deviation });
}
