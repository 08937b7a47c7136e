using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>A probe that is linear in the embedding.</summary>
public sealed class LinearProbeModel : ProbeModel
{
    private readonly double[][] _weights;
    private readonly double[] _intercepts;
    private readonly LinearLink _link;

    internal LinearProbeModel(double setting, double[][] weights, double[] intercepts, LinearLink link)
        : base(setting, link == LinearLink.Identity ? 1 : weights.Length == 1 ? 2 : weights.Length) =>
        (_weights, _intercepts, _link) = (weights, intercepts, link);

    /// <summary>The weights for embeddings as they are (a standardization is folded in), shape [outputs][d]: one output
    /// for two classes or regression, K for more classes.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Weights => _weights;

    /// <summary>The intercepts, shape [outputs].</summary>
    public IReadOnlyList<double> Intercepts => _intercepts;

    /// <inheritdoc/>
    public override double[] Scores(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (embeddings.Width != _weights[0].Length)
        {
            throw new ArgumentException(
                $"The embeddings are {embeddings.Width} wide; the probe has {_weights[0].Length} weights.",
                    nameof(embeddings));
        }

        double[] scores = new double[rows.Count * OutputCount];
        ForRows(rows.Count, threadCount, i =>
        {
            ReadOnlySpan<float> x = embeddings.Row(rows[i]);
            Span<double> target = scores.AsSpan(i * OutputCount, OutputCount);
            for (int k = 0; k < _weights.Length; k++)
            {
                double sum = _intercepts[k];
                double[] weights = _weights[k];
                for (int j = 0; j < weights.Length; j++)
                {
                    sum += weights[j] * x[j];
                }

                target[_weights.Length == 1 ? OutputCount - 1 : k] = sum;
            }

            Link(target);
        });
        return scores;
    }

    private void Link(Span<double> margins)
    {
        switch (_link)
        {
            case LinearLink.Softmax when margins.Length == 2:
                margins[0] = LogisticSolver.Sigmoid(-margins[1]);
                margins[1] = LogisticSolver.Sigmoid(margins[1]);
                break;
            case LinearLink.Softmax:
                Softmax.Apply(margins);
                break;
            case LinearLink.Share when margins.Length == 2:
                margins[1] = Math.Clamp(margins[1], 0, 1);
                margins[0] = 1 - margins[1];
                break;
            case LinearLink.Share:
                Softmax.Share(margins);
                break;
        }
    }
}

/// <summary>What becomes of the margins of a linear probe.</summary>
internal enum LinearLink
{
    /// <summary>The margin is the prediction.</summary>
    Identity,

    /// <summary>The logistic function, or the softmax over the classes.</summary>
    Softmax,

    /// <summary>Fitted shares, clipped at zero and made to sum to 1.</summary>
    Share,
}
