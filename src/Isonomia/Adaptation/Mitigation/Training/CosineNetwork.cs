using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Cosines of stored embeddings with class prototypes, with hand-written gradients: either the prototypes are
/// trained, or an adapter of the pictures.</summary>
internal sealed class CosineNetwork : TrainedNetwork
{
    private readonly float[] _values;
    private readonly int _width;
    private readonly CosineStart _start;
    private readonly DenseNetwork _trained;
    private readonly Optimizer _optimizer;
    private readonly int _outputs;
    private float[] _inputs = [];
    private float[] _bent = [];
    private float[] _adapted = [];
    private float[] _units = [];
    private float[] _lengths = [];
    private float[] _directions = [];
    private float[] _norms = [];
    private float[] _logits = [];
    private int _rows;

    /// <exception cref="ProbeException">There are no prompts, or an embedding has length 0.</exception>
    internal CosineNetwork(MitigationContext context, int outputs, string part)
    {
        FloatMatrix embeddings = context.Problem.Embeddings;
        _start = CosineStart.Of(context, outputs, part);
        (_width, _outputs) = (embeddings.Width, outputs);
        if (_start.Prototypes.Length != outputs * _width)
        {
            throw new ProbeException(
                $"The texts are {_start.Prototypes.Length / outputs} wide and the embeddings {_width}; both must come "
                    + "from one dual encoder.");
        }

        _values = Units(embeddings, context.Problem.Ids);
        if (_start.Adapter is { } adapter)
        {
            _trained = adapter;
        }
        else
        {
            _trained = new DenseNetwork([_width, outputs], new RandomSource(0));
            _start.Prototypes.CopyTo(_trained.Layers[0].Weights);
            _trained.Layers[0].Biases.Clear();
        }

        _optimizer = new Optimizer(_trained, HeadTrainer.SettingsOf(context.Options));
    }

    internal override int RowCount => _values.Length / _width;

    internal override int ChunkSize => 1024;

    internal override ReadOnlySpan<float> Features => [];

    internal override float[] Standardized => _inputs;

    internal override bool StartsZeroShot => _start.Adapter is null;

    /// <summary>The prototypes or the adapter; biases are 0.</summary>
    internal DenseNetwork Network => _trained;

    private ReadOnlySpan<float> Prototypes => _start.Adapter is null ? _trained.Layers[0].Weights : _start.Prototypes;

    internal override float[] Gather(ReadOnlySpan<int> rows, float[] target)
    {
        float[] gathered = target.Length >= rows.Length * _width ? target : new float[rows.Length * _width];
        for (int i = 0; i < rows.Length; i++)
        {
            _values.AsSpan(rows[i] * _width, _width).CopyTo(gathered.AsSpan(i * _width));
        }

        return gathered;
    }

    internal override ReadOnlySpan<float> Forward(float[] inputs, int rows)
    {
        (_inputs, _rows) = (inputs, rows);
        int length = rows * _width;
        if (_units.Length < length)
        {
            (_units, _bent, _adapted) = (new float[length], new float[length], new float[length]);
            _lengths = new float[rows];
            _logits = new float[rows * _outputs];
        }

        ReadOnlySpan<float> pictures = inputs.AsSpan(0, length);
        if (_start.Adapter is { } adapter)
        {
            Span<float> mixed = _adapted.AsSpan(0, length);
            TensorPrimitives.Max(adapter.Forward(inputs, rows), 0f, _bent.AsSpan(0, length));
            TensorPrimitives.Multiply(_bent.AsSpan(0, length), (float)_start.Share, mixed);
            TensorPrimitives.MultiplyAdd(pictures, (float)(1 - _start.Share), mixed, mixed);
            pictures = mixed;
        }

        ToUnits(pictures, _units, _lengths);
        ReadOnlySpan<float> prototypes = Prototypes;
        if (_directions.Length == 0)
        {
            (_directions, _norms) = (new float[prototypes.Length], new float[_outputs]);
        }

        ToUnits(prototypes, _directions, _norms);
        Span<float> logits = _logits.AsSpan(0, rows * _outputs);
        MatrixKernels.RowsByRows(_units.AsSpan(0, length), _directions, new float[_outputs], logits, _width);
        TensorPrimitives.Multiply(logits, (float)_start.Scale, logits);
        return logits;
    }

    internal override void Backward(LossBatch batch)
    {
        _trained.ClearGradient();
        float[] slope = new float[batch.LogitGradient.Length];
        for (int i = 0; i < slope.Length; i++)
        {
            slope[i] = (float)(_start.Scale * batch.LogitGradient[i]);
        }

        if (_start.Adapter is { } adapter)
        {
            float[] own = new float[_rows * _width];
            MatrixKernels.AddProducts(slope, (_rows, _outputs), (_outputs, 1), _directions, own, _width);
            ThroughLength(own, _units, _lengths, _rows);
            double[] below = new double[own.Length];
            for (int i = 0; i < own.Length; i++)
            {
                below[i] = _bent[i] > 0 ? _start.Share * own[i] : 0;
            }

            adapter.Backward(below, []);
        }
        else
        {
            float[] gradient = new float[_outputs * _width];
            MatrixKernels.AddProducts(
                slope, (_outputs, _rows), (1, _outputs), _units.AsSpan(0, _rows * _width), gradient, _width);
            ThroughLength(gradient, _directions, _norms, _outputs);
            gradient.CopyTo(_trained.Layers[0].Gradient, 0);
        }

        foreach (DenseLayer layer in _trained.Layers)
        {
            layer.Gradient.AsSpan(layer.Weights.Length).Clear();
        }
    }

    internal override void Step(double rateShare) => _optimizer.Step(rateShare);

    internal override void Forget() => _optimizer.Reset();

    internal override float[][] Snapshot() => _trained.Snapshot();

    internal override void Restore(float[][] parameters) => _trained.Restore(parameters);

    internal override void Perturb(StepRule rule) => Sharpness.Perturb(
        [.. _trained.Layers.Select(layer => layer.Parameters)], [.. _trained.Layers.Select(layer => layer.Gradient)],
        rule.Rho, rule.IsAdaptive);

    /// <summary>Rows of length 1.</summary>
    private static float[] Units(FloatMatrix embeddings, IReadOnlyList<string> ids)
    {
        float[] units = new float[embeddings.RowCount * embeddings.Width];
        for (int row = 0; row < embeddings.RowCount; row++)
        {
            float length = TensorPrimitives.Norm(embeddings.Row(row));
            if (length == 0)
            {
                throw new ProbeException(
                    $"The embedding of sample '{ids[row]}' has length 0; it has no direction to compare with texts.");
            }

            TensorPrimitives.Divide(
                embeddings.Row(row), length, units.AsSpan(row * embeddings.Width, embeddings.Width));
        }

        return units;
    }

    private void ToUnits(ReadOnlySpan<float> rows, Span<float> units, Span<float> lengths)
    {
        for (int i = 0; i < rows.Length / _width; i++)
        {
            ReadOnlySpan<float> row = rows.Slice(i * _width, _width);
            lengths[i] = Math.Max(TensorPrimitives.Norm(row), 1e-12f);
            TensorPrimitives.Divide(row, lengths[i], units.Slice(i * _width, _width));
        }
    }

    /// <summary>(g − u(u·g))/‖v‖: the gradient of a unit vector with respect to the vector.</summary>
    private void ThroughLength(float[] gradient, float[] units, float[] lengths, int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            Span<float> own = gradient.AsSpan(i * _width, _width);
            ReadOnlySpan<float> unit = units.AsSpan(i * _width, _width);
            TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot(own, unit), own, own);
            TensorPrimitives.Divide(own, lengths[i], own);
        }
    }
}
