namespace Isonomia.Adaptation;

/// <summary>The contrastive loss of a batch of pictures and their texts, and the similarities that groups are compared
/// by.</summary>
/// <remarks>Source: Radford et al., ICML 2021 (cross-entropy over pictures and over texts, mean of both); Luo et al.,
/// CVPR 2024 (diagonal similarities).</remarks>
internal sealed class PairBatch
{
    private readonly double[][] _pictures;
    private readonly double[][] _texts;
    private readonly double[] _pictureLengths;
    private readonly double[] _textLengths;
    private readonly double _scale;
    private readonly int _m;

    /// <param name="pictures">Projected pictures, shape [m, d].</param>
    /// <param name="texts">Projected texts, shape [m, d].</param>
    /// <param name="width">d.</param>
    /// <param name="scale">The scale of the logits.</param>
    internal PairBatch(double[] pictures, double[] texts, int width, double scale)
    {
        _m = pictures.Length / width;
        _scale = scale;
        (_pictures, _pictureLengths) = Units(pictures, width);
        (_texts, _textLengths) = Units(texts, width);
        Cosines = new double[_m, _m];
        Gradient = new double[_m, _m];
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < _m; j++)
            {
                Cosines[i, j] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(_pictures[i], _texts[j]);
            }
        }
    }

    /// <summary>The cosine of every picture with every text.</summary>
    internal double[,] Cosines { get; }

    /// <summary>The gradient with respect to the cosines, to which losses add.</summary>
    internal double[,] Gradient { get; }

    /// <summary>The mean of both cross-entropies; adds its gradient.</summary>
    internal double Contrast()
    {
        double loss = 0;
        double[] logits = new double[_m];
        double[] gradient = new double[_m];
        for (int direction = 0; direction < 2; direction++)
        {
            for (int i = 0; i < _m; i++)
            {
                for (int j = 0; j < _m; j++)
                {
                    logits[j] = _scale * (direction == 0 ? Cosines[i, j] : Cosines[j, i]);
                }

                loss += CrossEntropyRows.Row(logits, i, gradient) / (2 * _m);
                for (int j = 0; j < _m; j++)
                {
                    double own = _scale * gradient[j] / (2 * _m);
                    if (direction == 0)
                    {
                        Gradient[i, j] += own;
                    }
                    else
                    {
                        Gradient[j, i] += own;
                    }
                }
            }
        }

        return loss;
    }

    /// <summary>The similarity of every pair: its cosine, or as released the diagonal of the product of both logit
    /// matrices, Σ_j L_ij².</summary>
    internal double[] Similarities(bool isReleased)
    {
        double[] similarities = new double[_m];
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < _m; j++)
            {
                similarities[i] += isReleased ? _scale * _scale * Cosines[i, j] * Cosines[i, j]
                    : i == j ? Cosines[i, i] : 0;
            }
        }

        return similarities;
    }

    /// <summary>weight × the divergence of the batch's similarities from those of a group; adds its gradient.</summary>
    internal double Divergence(double[] group, double blur, double weight, bool isReleased)
    {
        double[] own = Similarities(isReleased);
        double[] gradient = new double[own.Length];
        double value = FairContrast.Divergence(own, group, blur, isReleased, gradient);
        for (int i = 0; i < _m; i++)
        {
            for (int j = 0; j < _m; j++)
            {
                Gradient[i, j] += weight * gradient[i]
                    * (isReleased ? 2 * _scale * _scale * Cosines[i, j] : i == j ? 1 : 0);
            }
        }

        return weight * value;
    }

    /// <summary>The gradients with respect to the projected pictures and texts.</summary>
    internal (double[] Pictures, double[] Texts) Backward()
    {
        int d = _pictures[0].Length;
        double[] ofPictures = new double[_m * d];
        double[] ofTexts = new double[_m * d];
        for (int i = 0; i < _m; i++)
        {
            Span<double> picture = ofPictures.AsSpan(i * d, d);
            Span<double> text = ofTexts.AsSpan(i * d, d);
            for (int j = 0; j < _m; j++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(
                    _texts[j], Gradient[i, j], picture, picture);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(
                    _pictures[j], Gradient[j, i], text, text);
            }

            ThroughLength(picture, _pictures[i], _pictureLengths[i]);
            ThroughLength(text, _texts[i], _textLengths[i]);
        }

        return (ofPictures, ofTexts);
    }

    /// <summary>(g − u(u·g))/‖v‖: the gradient of a unit vector with respect to the vector.</summary>
    private static void ThroughLength(Span<double> gradient, double[] unit, double length)
    {
        double along = System.Numerics.Tensors.TensorPrimitives.Dot<double>(gradient, unit);
        for (int k = 0; k < unit.Length; k++)
        {
            gradient[k] = length > 0 ? (gradient[k] - (along * unit[k])) / length : 0;
        }
    }

    private static (double[][] Units, double[] Lengths) Units(double[] values, int width)
    {
        double[][] units = [.. values.Chunk(width).Select(row => TextEmbeddings.Unit(row))];
        return (units, [.. values.Chunk(width).Select(row =>
            System.Numerics.Tensors.TensorPrimitives.Norm<double>(row))]);
    }
}
