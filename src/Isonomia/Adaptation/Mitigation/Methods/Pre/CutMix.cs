using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Trains on pictures in which a box comes from another picture; needs no attribute.</summary>
    public static MitigationMethod CutMix { get; } = new(
        "cutmix",
        "CutMix",
        MitigationStage.Pre,
        "a box of area share 1 − λ, centre uniform, is pasted from picture j; loss λℓ(y_i) + (1 − λ)ℓ(y_j) with λ "
            + "recomputed from the clipped box, λ ~ Beta(α, α)",
        new Citation("Yun, Han, Oh, Chun, Choe and Yoo, ICCV 2019", "https://arxiv.org/abs/1905.04899"))
    {
        AllowsSeveralClasses = true,
        NeedsPictures = true,
        Settings =
        [
            new("alpha", 1, 1e-3, 100, "α; 1 in the paper")
            {
                Search = SearchRange.Power(-1, 1),
            },
        ],
        Loss = static context => new BoxMixingLoss(context),
    };
}

/// <summary>Cross-entropy on pictures with a box of another.</summary>
internal sealed class BoxMixingLoss(MitigationContext context) : MixingLoss(context, isSelective: false)
{
    private readonly (int Channels, int Height, int Width) _shape = ShapeOf(context);

    /// <inheritdoc/>
    internal override void PrepareInputs(int[] rows, float[] inputs)
    {
        (int channels, int height, int width) = _shape;
        double share = Beta();
        int[] partners = [.. Enumerable.Range(0, rows.Length)];
        Random.Shuffle<int>(partners);
        (int top, int bottom, int left, int right) = Box(
            share, height, width, Random.NextInt32(height), Random.NextInt32(width));
        Mixed(partners, 1 - ((double)(bottom - top) * (right - left) / ((double)height * width)));
        int size = channels * height * width;
        float[] original = inputs.AsSpan(0, rows.Length * size).ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int y = top; y < bottom; y++)
                {
                    int at = (((c * height) + y) * width) + left;
                    original.AsSpan((partners[i] * size) + at, right - left)
                        .CopyTo(inputs.AsSpan((i * size) + at));
                }
            }
        }
    }

    /// <summary>The shape of what enters the trained part: pictures where all of a model is trained.</summary>
    private static (int Channels, int Height, int Width) ShapeOf(MitigationContext context) =>
        context.Problem.PictureShape is { } shape ? shape
        : context.Backbone is { Prefix.IsEmpty: true } backbone
            ? (backbone.Card.Input.BandCount, backbone.Card.Input.Height, backbone.Card.Input.Width)
        : throw new ProbeException(
            "'cutmix' works on pixels: train all of a model with it ('isonomia tune', --adapter full); embeddings, and "
                + "what a frozen part hands on, have none.");

    /// <summary>The box around a centre, clipped to the picture: rows [top, bottom), columns [left, right).</summary>
    internal static (int Top, int Bottom, int Left, int Right) Box(
        double share, int height, int width, int centerRow, int centerColumn)
    {
        double side = Math.Sqrt(1 - share);
        int boxHeight = (int)(height * side);
        int boxWidth = (int)(width * side);
        return (
            Math.Clamp(centerRow - (boxHeight / 2), 0, height), Math.Clamp(centerRow + (boxHeight / 2), 0, height),
            Math.Clamp(centerColumn - (boxWidth / 2), 0, width), Math.Clamp(centerColumn + (boxWidth / 2), 0, width));
    }
}
