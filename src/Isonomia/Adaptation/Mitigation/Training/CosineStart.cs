using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What a head of cosines starts from.</summary>
/// <param name="Prototypes">The prototypes, each at the embedding of its class prompts, shape [outputs, d].</param>
/// <param name="Scale">What cosines are multiplied with.</param>
/// <param name="Adapter">Two layers d → d/4 → d without biases on pictures, or null: pictures stay as they are and the
/// prototypes are trained.</param>
/// <param name="Share">The share of the adapted picture.</param>
/// <remarks>
/// <para>Prototypes: logits s·cos(x, p_c), the p_c trained, the scale and all else fixed. Source: FairMedFM (Jin et
/// al., NeurIPS 2024, data sets and benchmarks), CLIP-Adapt, class CLIPWrapper of its code. Deviation: prototypes start
/// at length 1, as texts are stored; there at the text tower's own length, which changes the size of a step
/// only.</para>
/// <para>Adapter: x' = share·ReLU(W₂ ReLU(W₁x)) + (1 − share)·x, W₁ and W₂ trained, prototypes fixed; share 0.2 and a
/// quarter of the width are of the released code. Source: Gao, Geng, Zhang et al., IJCV 132, 2024, CLIP-Adapter, image
/// branch. Logits do not depend on the length of x, since the adapter has no biases.</para>
/// </remarks>
internal sealed record CosineStart(float[] Prototypes, double Scale, DenseNetwork? Adapter, double Share)
{
    /// <summary>What the width is divided by in the middle of the adapter.</summary>
    internal const int Reduction = 4;

    internal int OutputCount(int width) => Prototypes.Length / width;

    /// <summary>The start of a run.</summary>
    /// <param name="context">The texts, the head and the seed.</param>
    /// <param name="outputs">Outputs: the classes, or the classes for each group one after the other.</param>
    /// <param name="part">The name of the training, for its draws.</param>
    /// <param name="scale">The scale where the options say none.</param>
    internal static CosineStart Of(
        MitigationContext context, int outputs, string part, double scale = HeadKinds.UsualScale)
    {
        HeadKinds.Require(context.Options, context.Problem.Texts);
        double[][] classes = context.Problem.Texts!.Classes;
        int d = classes[0].Length;
        float[] prototypes = new float[outputs * d];
        for (int k = 0; k < outputs; k++)
        {
            for (int j = 0; j < d; j++)
            {
                prototypes[(k * d) + j] = (float)classes[k % classes.Length][j];
            }
        }

        return new CosineStart(
            prototypes, context.Options.LogitScale ?? scale,
            context.Options.Head == HeadKinds.ClipAdapter ? AdapterOf(d, context.Random(part + ":start")) : null,
            context.Options.AdapterShare);
    }

    /// <summary>An adapter whose weights start as in torch.nn.Linear; its biases are 0 and stay so.</summary>
    internal static DenseNetwork AdapterOf(int width, RandomSource random)
    {
        DenseNetwork adapter = new([width, Math.Max(1, width / Reduction), width], random);
        foreach (DenseLayer layer in adapter.Layers)
        {
            layer.Biases.Clear();
        }

        return adapter;
    }
}
