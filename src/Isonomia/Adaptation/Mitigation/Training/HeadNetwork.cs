namespace Isonomia.Adaptation;

/// <summary>A head on standardized embeddings, with hand-written gradients.</summary>
internal sealed class HeadNetwork : TrainedNetwork
{
    internal const int HiddenCount = 256;

    private readonly StandardizedInputs _inputs;
    private readonly DenseNetwork _network;
    private readonly Optimizer _optimizer;
    private float[] _last = [];

    internal HeadNetwork(MitigationContext context, int outputs, string part)
    {
        MitigationProblem problem = context.Problem;
        _inputs = StandardizedInputs.Of(problem.Embeddings, problem.Training);
        _network = new DenseNetwork(
            Sizes(context.Options, _inputs.Width, outputs), context.Random(part + ":start"));
        _optimizer = new Optimizer(_network, HeadTrainer.SettingsOf(context.Options));
    }

    internal DenseNetwork Network => _network;

    internal override int RowCount => _inputs.Count;

    internal override int ChunkSize => 1024;

    internal override ReadOnlySpan<float> Features => _network.Features;

    internal override float[] Standardized => _last;

    /// <summary>A linear head with the standardization folded into it; null where it has a hidden layer.</summary>
    internal LinearLayer? Layer
    {
        get
        {
            if (_network.Layers is not [{ } layer])
            {
                return null;
            }

            (int d, int o) = (layer.InputCount, layer.OutputCount);
            float[] weights = new float[d * o];
            double[] bias = [.. layer.Biases.ToArray().Select(value => (double)value)];
            for (int j = 0; j < d; j++)
            {
                for (int k = 0; k < o; k++)
                {
                    double weight = layer.Weights[(k * d) + j] * _inputs.Scales[j];
                    weights[(j * o) + k] = (float)weight;
                    bias[k] -= weight * _inputs.Means[j];
                }
            }

            return new LinearLayer(weights, [.. bias.Select(value => (float)value)]);
        }
    }

    internal static int[] Sizes(TrainingOptions options, int width, int outputs) =>
        options.Head == "mlp" ? [width, HiddenCount, outputs] : [width, outputs];

    internal override float[] Gather(ReadOnlySpan<int> rows, float[] target) => _inputs.Gather(rows, target);

    internal override ReadOnlySpan<float> Forward(float[] inputs, int rows)
    {
        _last = inputs;
        return _network.Forward(inputs, rows);
    }

    internal override void Backward(LossBatch batch)
    {
        _network.ClearGradient();
        _network.Backward(batch.LogitGradient, batch.Features.Length > 0 ? batch.FeatureGradient : []);
    }

    internal override void Step(double rateShare) => _optimizer.Step(rateShare);

    internal override void Forget() => _optimizer.Reset();

    internal override float[][] Snapshot() => _network.Snapshot();

    internal override void Restore(float[][] parameters) => _network.Restore(parameters);

    internal override void Perturb(StepRule rule) => Sharpness.Perturb(
        [.. _network.Layers.Select(layer => layer.Parameters)], [.. _network.Layers.Select(layer => layer.Gradient)],
        rule.Rho, rule.IsAdaptive);
}
