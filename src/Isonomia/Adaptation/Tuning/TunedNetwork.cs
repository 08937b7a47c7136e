using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>A model with its head under training: one run gives outputs, another takes the gradients of a loss back and
/// steps. Cross-entropy of rows with weights is one run.</summary>
/// <remarks>Rows that fill up a batch have weight or gradient 0.</remarks>
internal sealed class TunedNetwork : TrainedNetwork
{
    private const string Labels = "tuning/labels";
    private const string RowWeights = "tuning/weights";
    private const string LogitGradient = "tuning/logit_gradient";
    private const string FeatureGradient = "tuning/feature_gradient";

    private readonly TunedBackbone _backbone;
    private readonly TuningModel _model;
    private readonly TrainingOptions _options;
    private readonly TrainingSession _session;
    private readonly string[] _given;
    private readonly int _outputs;
    private readonly int _hidden;
    private readonly int _size;
    private readonly bool _isPlain;
    private readonly SharpnessAwareness? _sharpness;
    private readonly ulong? _dropoutSeed;
    private readonly float[] _logitGradient;
    private readonly float[] _featureGradient;
    private OnnxTensor[] _parameters;
    private OnnxTensor[] _inputs = [];
    private float[][] _results = [[], [], []];
    private int _rows;

    /// <param name="backbone">Where rows enter.</param>
    /// <param name="model">The model with its head.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="outputs">Outputs of the head.</param>
    /// <param name="isPlain">Whether all steps are of the mean cross-entropy of rows with weights.</param>
    /// <param name="rule">What surrounds a step; a perturbation is part of a plain step.</param>
    /// <param name="seed">The seed of what drops.</param>
    internal TunedNetwork(
        TunedBackbone backbone, TuningModel model, TrainingOptions options, int outputs, bool isPlain, StepRule rule,
        ulong seed)
    {
        (_backbone, _model, _options, _outputs, _isPlain) = (backbone, model, options, outputs, isPlain);
        _sharpness = rule.Rho > 0 ? new SharpnessAwareness(rule.Rho, rule.IsAdaptive) : null;
        _dropoutSeed = backbone.Request.Dropout > 0 ? seed : null;
        _hidden = options.Head == "mlp" ? HeadNetwork.HiddenCount : 0;
        _size = options.BatchSize;
        _logitGradient = new float[_size * outputs];
        _featureGradient = new float[_size * _hidden];
        _given = _hidden > 0 ? [ClassifierHead.Logits, ClassifierHead.Standardized, ClassifierHead.Hidden]
            : [ClassifierHead.Logits, ClassifierHead.Standardized];
        OnnxModel trained = backbone.Prefix.InParts(backbone.Request.PartCount).After(model.Model, _given);
        _session = Start(trained);
        _parameters = Read();
    }

    /// <summary>The weights as they are now, with the model that they belong to.</summary>
    internal TunedWeights Weights => new(_model, _parameters);

    internal override bool StartsZeroShot => _options.Head is HeadKinds.Prototypes or HeadKinds.Prompt;

    internal override int RowCount => _backbone.Rows.RowCount;

    internal override int ChunkSize => _size;

    internal override ReadOnlySpan<float> Features => _results[2].AsSpan(0, _rows * _hidden);

    internal override float[] Standardized => _results[1];

    private OnnxSessionSettings Settings => new() { ThreadCount = _backbone.Request.Threads, MaySpin = false };

    internal override float[] Gather(ReadOnlySpan<int> rows, float[] target)
    {
        int length = _size * _backbone.Rows.Length;
        float[] gathered = target.Length == length ? target : new float[length];
        _backbone.Rows.Fill(rows, gathered, CancellationToken.None);
        return gathered;
    }

    internal override ReadOnlySpan<float> Forward(float[] inputs, int rows) => Run(inputs, rows, drops: false);

    internal override ReadOnlySpan<float> ForwardInTraining(float[] inputs, int rows) =>
        Run(inputs, rows, drops: _dropoutSeed is not null);

    private ReadOnlySpan<float> Run(float[] inputs, int rows, bool drops)
    {
        (_inputs, _rows) = (_backbone.Split(inputs), rows);
        _results = [.. _session.Forward(_inputs, _given, drops).Select(tensor => tensor.Values), []];
        return _results[0].AsSpan(0, rows * _outputs);
    }

    internal override void Backward(LossBatch batch)
    {
        Array.Clear(_logitGradient);
        Array.Clear(_featureGradient);
        for (int i = 0; i < batch.LogitGradient.Length; i++)
        {
            _logitGradient[i] = (float)batch.LogitGradient[i];
        }

        for (int i = 0; i < batch.FeatureGradient.Length; i++)
        {
            _featureGradient[i] = (float)batch.FeatureGradient[i];
        }
    }

    internal override void Step(double rateShare)
    {
        OnnxTensor[] gradients =
        [
            new OnnxTensor(LogitGradient, [_size, _outputs], _logitGradient),
            .. _hidden > 0 ? [new OnnxTensor(FeatureGradient, [_size, _hidden], _featureGradient)]
                : Array.Empty<OnnxTensor>(),
        ];
        _session.Step([.. _inputs, .. gradients], [], _options.LearningRate * rateShare);
        _parameters = Read();
    }

    internal override double? PlainStep(float[] inputs, int[] labels, double[] weights, double rateShare)
    {
        if (!_isPlain)
        {
            return null;
        }

        long[] classes = new long[_size];
        float[] shares = new float[_size];
        for (int i = 0; i < labels.Length; i++)
        {
            (classes[i], shares[i]) = (labels[i], (float)(weights[i] / labels.Length));
        }

        double loss = _session.Step(
            [.. _backbone.Split(inputs), new OnnxTensor(RowWeights, [_size], shares)],
            [new OnnxIntegers(Labels, [_size], classes)], _options.LearningRate * rateShare).Loss;
        _parameters = Read();
        return loss;
    }

    internal override void Forget() => _session.Forget();

    internal override float[][] Snapshot() => [.. _parameters.Select(parameter => parameter.Values)];

    internal override void Restore(float[][] parameters)
    {
        _parameters = [.. _parameters.Select((own, i) => own with { Values = parameters[i] })];
        _session.Replace(_parameters);
    }

    internal override void Perturb(StepRule rule) => throw new NotSupportedException(
        "Only plain steps of a model are made from a perturbed place.");

    /// <summary>Writes weights and the optimizer's memory.</summary>
    internal void Save(string path) => _session.Save(path);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(string path)
    {
        _session.Resume(path);
        _parameters = Read();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _session.Dispose();
    }

    private OnnxTensor[] Read() => [.. _session.ParameterNames.Select(_session.Parameter)];

    private TrainingSession Start(OnnxModel trained)
    {
        Dictionary<string, string> terms = new() { [ClassifierHead.Logits] = LogitGradient };
        if (_hidden > 0)
        {
            terms[ClassifierHead.Hidden] = FeatureGradient;
        }

        Onnx.Optimizer optimizer = _options.Optimizer == "sgd"
            ? Onnx.Optimizer.Sgd(0.9, _options.WeightDecay)
            : Onnx.Optimizer.AdamW(weightDecay: _options.WeightDecay);
        return TrainingSession.Start(new TrainingRequest
        {
            Model = trained,
            InputShapes = _backbone.Prefix.Frontier.ToDictionary(
                tensor => tensor.Name, tensor => (IReadOnlyList<long>)[.. tensor.Shape.Select(size => size!.Value)]),
            Loss = _isPlain ? Loss.WeightedSoftmaxCrossEntropy(ClassifierHead.Logits, Labels, RowWeights)
                : Loss.SumOfProducts(terms),
            Parameters = _model.Parameters,
            Optimizer = optimizer with { ClippingNorm = _options.ClippingNorm > 0 ? _options.ClippingNorm : null },
            Sharpness = _sharpness,
            MicroBatchCount = _backbone.Request.PartCount,
            RecomputesActivations = _backbone.Request.RecomputesActivations,
            DropoutSeed = _dropoutSeed,
            Session = Settings,
        });
    }
}
