using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>A step in several runs: gradients of parts of the batch are summed, the parameters may be moved to a
/// sharper point and the gradients taken again there, and one update ends it.</summary>
/// <remarks>The loss of the batch is (sum of the parts' sums) / (sum of the parts' divisors), so that weighted losses
/// are those of the whole batch and no mean of means; clipping acts on the gradient of the whole batch.</remarks>
internal sealed class PartedStep : ITrainingStep
{
    private const string Sum = "training/sum";
    private const string Weight = "training/weight";
    private const string RowFactors = "training/row_factors";

    private readonly TrainingRequest _request;
    private readonly BackwardPass _pass;
    private readonly GraphRunner _gather;
    private readonly GraphRunner _update;
    private readonly GraphRunner? _ascent;
    private readonly RowNorms? _rowNorms;
    private readonly int _rows;
    private readonly string _loss;
    private readonly string? _norm;
    private readonly IReadOnlyList<TrainingState> _sums;
    private readonly Dictionary<string, OrtValue>[] _banks = [[], []];
    private readonly Dictionary<string, OrtValue> _ascended = [];

    internal PartedStep(TrainingRequest request)
    {
        _request = request;
        IReadOnlyDictionary<string, IReadOnlyList<long>> shapes = MicroShapes(request);
        _pass = BackwardPass.Write(request, shapes, request.RowClippingNorm is null ? terms => terms.Sum : Shortened);
        if (_pass.Terms.Rows is null && request.MicroBatchCount > 1)
        {
            throw new ArgumentException(
                $"The loss '{request.Loss.Id}' compares rows with each other or has none; a batch of it cannot be "
                + "taken in parts.", nameof(request));
        }

        _sums = WriteSums(_pass);
        GraphPruning.Apply(_pass.Model.Graph);
        _gather = new GraphRunner(_pass.Model, request.Model.Path, request.Session);
        (Value Parameter, Value Gradient)[] gradients = _pass.Gradients.ToArray();
        (ModelProto update, _loss, _norm, States) = WriteUpdate(
            request.Optimizer, gradients, _pass.Terms, request.RunsKernels);
        _update = new GraphRunner(update, request.Model.Path, request.Session);
        if (request.Sharpness is { } sharpness)
        {
            _ascent = new GraphRunner(WriteAscent(sharpness, gradients), request.Model.Path, request.Session);
            foreach ((Value parameter, _) in gradients)
            {
                _ascended[parameter.Name] = Allocate(parameter.Shape);
            }
        }

        if (request.RowClippingNorm is not null)
        {
            _rows = (int)_pass.Model.Graph.Input.First(input => input.Name == RowFactors)
                .Type.TensorType.Shape.Dim[0].DimValue;
            _rowNorms = new RowNorms(request with { Parameters = _pass.ParameterNames }, shapes);
        }

        foreach (TrainingState state in _sums)
        {
            _banks[0][state.Input] = Allocate(state.Shape);
            _banks[1][state.Input] = Allocate(state.Shape);
        }
    }

    public IReadOnlyList<TrainingState> States { get; }

    public TrainingStep Run(TrainingRun run)
    {
        (Dictionary<string, OrtValue> sums, float[]? norms) = Gather(run, run.From);
        (float sum, float weight) = (Scalar(sums, Sum), Scalar(sums, Weight));
        if (_ascent is not null)
        {
            using RunBinding binding = new(_ascent);
            foreach ((Value parameter, _) in _pass.Gradients)
            {
                binding.Input(parameter.Name, run.From[parameter.Name]);
                binding.Input(SumOf(parameter), sums[SumOf(parameter)]);
                binding.Output(Ascended(parameter), _ascended[parameter.Name]);
            }

            binding.Run();
            (sums, _) = Gather(run, _ascended);
        }

        using RunBinding last = new(_update);
        foreach (TrainingState state in States)
        {
            last.Input(state.Input, run.From[state.Input]);
            last.Output(state.Output, run.To[state.Input]);
        }

        foreach ((Value parameter, _) in _pass.Gradients)
        {
            last.Input(SumOf(parameter), sums[SumOf(parameter)]);
        }

        foreach ((string name, float value) in run.Scalars)
        {
            last.Input(name, value);
        }

        // The loss that is told is that at the parameters themselves; the divisor is the same at both points.
        last.Input(Sum, sum);
        last.Input(Weight, weight);
        float[] loss = last.Scalar(_loss);
        float[]? norm = _norm is null ? null : last.Scalar(_norm);
        last.Run();
        return new TrainingStep(run.Number, loss[0], norm?[0], norms);
    }

    public void Dispose()
    {
        _gather.Dispose();
        _update.Dispose();
        _ascent?.Dispose();
        _rowNorms?.Dispose();
        foreach (OrtValue value in _banks.SelectMany(bank => bank.Values).Concat(_ascended.Values))
        {
            value.Dispose();
        }
    }

    /// <summary>The shapes of a part: the rows of the batch shared out evenly.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<long>> MicroShapes(TrainingRequest request)
    {
        int count = request.MicroBatchCount;
        if (count == 1 && request.RowClippingNorm is null)
        {
            return request.InputShapes;
        }

        long[] rows = [.. request.InputShapes.Values.Select(shape => shape.Count == 0 ? 0 : shape[0]).Distinct()];
        return rows.Length == 1 && rows[0] > 0 && rows[0] % count == 0
            ? request.InputShapes.ToDictionary(
                entry => entry.Key, IReadOnlyList<long> (entry) => [entry.Value[0] / count, .. entry.Value.Skip(1)])
            : throw new ArgumentException(
                $"{count} parts of a batch or its single rows were asked for, and the inputs have "
                + $"{string.Join(" and ", rows)} rows on their first axes; one number of rows that {count} "
                + "divides was expected.", nameof(request));
    }

    /// <summary>The sum of the rows' losses, each times a factor that comes with the run.</summary>
    private static Value Shortened(LossTerms terms)
    {
        Value rows = terms.Rows?.Invoke() ?? throw new ArgumentException(
            "The loss compares rows with each other or has none; the gradients of its rows cannot be clipped.");
        return (rows * rows.Writer.Input(RowFactors, rows.Type, rows.Shape)).Sum([0], keep: false);
    }

    private static string SumOf(Value parameter) => $"{parameter.Name}/gradient";

    private static string Ascended(Value parameter) => $"{parameter.Name}/ascended";

    private static OrtValue Allocate(long[] shape) => GraphRunner.ValueOf(shape);

    private static float Scalar(Dictionary<string, OrtValue> sums, string name) =>
        sums[name].GetTensorDataAsSpan<float>()[0];

    /// <summary>Adds what a part gives to what the parts before it gave.</summary>
    private static List<TrainingState> WriteSums(BackwardPass pass)
    {
        NodeWriter writer = pass.Writer;
        List<TrainingState> sums = [];
        void Add(string name, Value value)
        {
            Value before = writer.Input(name, TensorProto.Types.DataType.Float, value.Shape);
            sums.Add(new TrainingState(name, writer.Output(before + value, $"{name}/next"), value.Shape));
        }

        Add(Sum, pass.Terms.Sum);
        Add(Weight, pass.Terms.Weight ?? writer.Scalar(pass.Terms.Count ?? 0, TensorProto.Types.DataType.Float));
        foreach ((Value parameter, Value gradient) in pass.Gradients)
        {
            Add(SumOf(parameter), gradient);
        }

        return sums;
    }

    private static (ModelProto Model, string Loss, string? Norm, IReadOnlyList<TrainingState> States) WriteUpdate(
        Optimizer optimizer, IReadOnlyList<(Value Parameter, Value Gradient)> gradients, LossTerms terms,
        bool usesKernels)
    {
        NodeWriter writer = NodeWriter.Empty(out ModelProto model, usesKernels);
        Value sum = writer.Input(Sum, TensorProto.Types.DataType.Float, []);
        Value weight = writer.Input(Weight, TensorProto.Types.DataType.Float, []);
        bool isPlainSum = terms.Weight is null && terms.Count is null;
        string loss = writer.Output(isPlainSum ? sum : sum / weight, "training/loss");
        Value? factor = isPlainSum ? null : 1 / weight;
        (string? norm, IReadOnlyList<TrainingState> states) = OptimizerUpdate.Write(writer, optimizer,
            [.. Inputs(writer, gradients).Select(entry =>
                (entry.Parameter, factor is null ? entry.Sum : entry.Sum * factor))]);
        return (model, loss, norm, states);
    }

    private static ModelProto WriteAscent(
        SharpnessAwareness sharpness, IReadOnlyList<(Value Parameter, Value Gradient)> gradients)
    {
        NodeWriter writer = NodeWriter.Empty(out ModelProto model);
        (Value Parameter, Value Sum)[] inputs = [.. Inputs(writer, gradients)];

        // The direction has no length of its own, so sums of gradients do as well as means.
        Value norm = OptimizerUpdate.Norm(
            writer, inputs.Select(entry => sharpness.IsAdaptive ? entry.Parameter * entry.Sum : entry.Sum));
        Value factor = sharpness.Radius / (norm + 1e-12);
        foreach ((Value parameter, Value gradient) in inputs)
        {
            Value direction = sharpness.IsAdaptive ? parameter * parameter * gradient : gradient;
            writer.Output(parameter + (direction * factor), Ascended(parameter));
        }

        return model;
    }

    private static IEnumerable<(Value Parameter, Value Sum)> Inputs(
        NodeWriter writer, IReadOnlyList<(Value Parameter, Value Gradient)> gradients) => gradients.Select(entry =>
            (writer.Input(entry.Parameter.Name, entry.Parameter.Type, entry.Parameter.Shape),
                writer.Input(SumOf(entry.Parameter), entry.Parameter.Type, entry.Parameter.Shape)));

    /// <summary>Sums the gradients of all parts; gives the norms of the rows too where those are clipped.</summary>
    private (Dictionary<string, OrtValue> Sums, float[]? RowNorms) Gather(
        TrainingRun run, IReadOnlyDictionary<string, OrtValue> parameters)
    {
        foreach (OrtValue value in _banks[0].Values)
        {
            value.GetTensorMutableRawData().Clear();
        }

        List<float> all = [];
        (Dictionary<string, OrtValue> before, Dictionary<string, OrtValue> after) = (_banks[0], _banks[1]);
        for (int part = 0; part < _request.MicroBatchCount; part++)
        {
            using RunBinding binding = new(_gather);
            _pass.Bind(binding, _request, run, part, _request.MicroBatchCount);
            if (_rowNorms is not null)
            {
                double longest = _request.RowClippingNorm!.Value;
                float[] norms = _rowNorms.Run(run, parameters, _rows, part, _request.MicroBatchCount);
                all.AddRange(norms);
                binding.Input<float>(
                    RowFactors, Array.ConvertAll(norms, norm => (float)Math.Min(1, longest / norm)), [_rows]);
            }

            foreach ((Value parameter, _) in _pass.Gradients)
            {
                binding.Input(parameter.Name, parameters[parameter.Name]);
            }

            foreach (TrainingState state in _sums)
            {
                binding.Input(state.Input, before[state.Input]);
                binding.Output(state.Output, after[state.Input]);
            }

            binding.Run();
            (before, after) = (after, before);
        }

        return (before, _rowNorms is null ? null : [.. all]);
    }
}
