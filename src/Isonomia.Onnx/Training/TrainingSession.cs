using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>A training under way: parameters and the optimizer's memory stay in the runtime, and each step is one run
/// of one graph.</summary>
/// <remarks>Two sets of buffers take turns: a step reads one and writes the other, so nothing is copied and a step that
/// fails leaves the last good parameters. On one machine with the same number of threads the same steps give the same
/// bytes.</remarks>
public sealed partial class TrainingSession : IDisposable
{
    private const string Format = "isonomia.checkpoint/1";
    private readonly TrainingRequest _request;
    private readonly TrainingGraph _graph;
    private readonly GraphRunner _runner;
    private readonly Dictionary<string, OrtValue>[] _banks = [[], []];
    private readonly Dictionary<string, TensorProto.Types.DataType> _types;
    private readonly string _fingerprint;
    private int _current;

    private TrainingSession(TrainingRequest request, TrainingGraph graph)
    {
        (_request, _graph) = (request, graph);
        _runner = new GraphRunner(graph.Model, request.Model.Path, request.Session);
        Dictionary<string, TensorProto> weights =
            request.Model.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach ((string input, _, long[] shape) in graph.States)
        {
            TensorProto zeros = TensorData.Of(input, new float[TensorData.Count(shape)], shape);
            TensorProto start = weights.TryGetValue(input, out TensorProto? weight)
                ? TensorData.Reals(input, TensorProto.Types.DataType.Float, TensorData.Reals(weight)!, shape)
                : zeros;
            _banks[0][input] = GraphRunner.ValueOf(start);
            _banks[1][input] = GraphRunner.ValueOf(zeros);
        }

        _types = graph.Model.Graph.Input.ToDictionary(
            input => input.Name, input => (TensorProto.Types.DataType)input.Type.TensorType.ElemType);
        string facts = string.Join('\n', graph.States.Select(
            state => $"{state.Input} [{string.Join(',', state.Shape)}]").Append(request.Optimizer.ToString()));
        _fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }

    /// <summary>Steps made so far.</summary>
    public long StepCount { get; private set; }

    /// <summary>Numbers in the weights that change.</summary>
    public long ParameterCount => _graph.States.Where(state => _request.Parameters.Contains(state.Input))
        .Sum(state => TensorData.Count(state.Shape));

    /// <summary>Starts a training.</summary>
    /// <param name="request">What and how.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">The model cannot be differentiated or run.</exception>
    /// <exception cref="ArgumentException">A name is unknown or a shape is missing.</exception>
    public static TrainingSession Start(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new TrainingSession(request, TrainingGraph.Write(request));
    }

    /// <summary>Makes one step on a batch.</summary>
    /// <param name="numbers">The float32 inputs of the model and the loss.</param>
    /// <param name="integers">The integer inputs of the model and the loss.</param>
    /// <param name="learningRate">The learning rate, at least 0.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="TrainingException">The loss or a gradient is no finite number; the parameters are those before
    /// the step.</exception>
    /// <exception cref="ModelException">The runtime refuses the inputs.</exception>
    public TrainingStep Step(
        IReadOnlyList<OnnxTensor> numbers, IReadOnlyList<OnnxIntegers> integers, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(integers);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        List<OrtValue> made = [];
        try
        {
            using OrtIoBinding binding = _runner.Session.CreateIoBinding();
            Bind(binding, made, numbers, integers);
            Scalars(binding, made, learningRate);
            foreach ((string input, string output, _) in _graph.States)
            {
                binding.BindInput(input, _banks[_current][input]);
                binding.BindOutput(output, _banks[1 - _current][input]);
            }

            OrtValue loss = Scalar(made);
            OrtValue norm = Scalar(made);
            binding.BindOutput(_graph.Loss, loss);
            if (_graph.Norm is { } name)
            {
                binding.BindOutput(name, norm);
            }

            using RunOptions options = new();
            _runner.Session.RunWithBinding(options, binding);
            return Accept(loss.GetTensorDataAsSpan<float>()[0],
                _graph.Norm is null ? null : norm.GetTensorDataAsSpan<float>()[0]);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(
                _request.Model.Path, $"a training step cannot be run ({OnnxSession.OneLine(failure)})", failure);
        }
        finally
        {
            made.ForEach(value => value.Dispose());
        }
    }

    /// <summary>Copies a parameter as it is now.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">It is not trained.</exception>
    public OnnxTensor Parameter(string name)
    {
        (string _, string _, long[] shape) = _graph.States.FirstOrDefault(state => state.Input == name);
        return shape is null
            ? throw new ArgumentException($"'{name}' is not trained.", nameof(name))
            : new OnnxTensor(name, shape, _banks[_current][name].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>Gives the model with the parameters as they are now, as plain ONNX.</summary>
    /// <returns>The model.</returns>
    public OnnxModel Export()
    {
        ModelProto copy = new(_request.Model.Proto);
        Dictionary<string, int> places = [];
        for (int i = 0; i < copy.Graph.Initializer.Count; i++)
        {
            places[copy.Graph.Initializer[i].Name] = i;
        }

        foreach ((string input, _, _) in _graph.States.Where(state => places.ContainsKey(state.Input)))
        {
            copy.Graph.Initializer[places[input]] = GraphRunner.TensorOf(input, _banks[_current][input]);
        }

        return OnnxModel.Of(copy, _request.Model.Path);
    }

    /// <summary>Writes a checkpoint: parameters, the optimizer's memory and the number of steps.</summary>
    /// <param name="path">The file; an existing one is replaced whole or stays.</param>
    public void Save(string path)
    {
        ModelProto state = new() { ProducerName = Format, Graph = new GraphProto { Name = _fingerprint } };
        state.MetadataProps.Add(new StringStringEntryProto
        {
            Key = "step", Value = StepCount.ToString(CultureInfo.InvariantCulture),
        });
        state.Graph.Initializer.Add(
            _graph.States.Select(entry => GraphRunner.TensorOf(entry.Input, _banks[_current][entry.Input])));
        WholeFile.Write(path, stream => state.WriteTo(stream));
    }

    /// <summary>Goes on from a checkpoint: the next steps give the same bytes as without the break.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The file is no checkpoint, or one of other parameters or another
    /// optimizer.</exception>
    public void Resume(string path)
    {
        string name = Path.GetFileName(path);
        ModelProto state;
        try
        {
            state = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new TrainingException($"{name} is no checkpoint or is damaged.", inner: failure);
        }

        if (state.ProducerName != Format || state.Graph?.Name != _fingerprint)
        {
            throw new TrainingException(
                $"{name} is a checkpoint of other parameters or another optimizer, or none at all; one of this "
                    + $"training "
                + "was expected.");
        }

        foreach (TensorProto tensor in state.Graph.Initializer)
        {
            tensor.RawData.Span.CopyTo(_banks[_current][tensor.Name].GetTensorMutableRawData());
        }

        StepCount = long.Parse(state.MetadataProps.Single(entry => entry.Key == "step").Value,
            CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in _banks.SelectMany(bank => bank.Values))
        {
            value.Dispose();
        }

        _runner.Dispose();
    }

    private static OrtValue Scalar(List<OrtValue> made, float value = 0)
    {
        var scalar = OrtValue.CreateTensorValueFromMemory([value], []);
        made.Add(scalar);
        return scalar;
    }

    private TrainingStep Accept(double loss, double? norm)
    {
        long number = StepCount + 1;
        if (!double.IsFinite(loss) || norm is { } length && !double.IsFinite(length))
        {
            throw new TrainingException(
                $"The {(double.IsFinite(loss) ? "gradient" : "loss")} of step {number} is no finite number; the "
                + "parameters of the step before are kept. A lower learning rate, or inputs without infinite or "
                + "missing "
                + "numbers, may help.", number);
        }

        _current = 1 - _current;
        StepCount = number;
        return new TrainingStep(number, loss, norm);
    }

    private void Bind(
        OrtIoBinding binding, List<OrtValue> made, IReadOnlyList<OnnxTensor> numbers,
        IReadOnlyList<OnnxIntegers> integers)
    {
        HashSet<string> open = [.. _graph.LossInputs];
        foreach (OnnxTensor input in numbers.Where(input => open.Remove(input.Name)))
        {
            var value = OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape]);
            made.Add(value);
            binding.BindInput(input.Name, value);
        }

        foreach (OnnxIntegers input in integers.Where(input => open.Remove(input.Name)))
        {
            OrtValue value = _types[input.Name] == TensorProto.Types.DataType.Int32
                ? OrtValue.CreateTensorValueFromMemory(
                    Array.ConvertAll(input.Values, number => checked((int)number)), [.. input.Shape])
                : OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape]);
            made.Add(value);
            binding.BindInput(input.Name, value);
        }

        if (open.Count > 0)
        {
            throw new ArgumentException($"A step needs {string.Join(", ", open.Order())}, which was not given.");
        }
    }

    /// <summary>The three numbers of a step, worked out in double precision.</summary>
    private void Scalars(OrtIoBinding binding, List<OrtValue> made, double learningRate)
    {
        Optimizer optimizer = _request.Optimizer;
        long step = StepCount + 1;
        bool isAdam = optimizer.Id == "adamw";
        double rate = isAdam ? learningRate / (1 - Math.Pow(optimizer.Beta1, step)) : learningRate;
        double root = isAdam ? 1 / Math.Sqrt(1 - Math.Pow(optimizer.Beta2, step)) : 1;
        binding.BindInput(TrainingGraph.Rate, Scalar(made, (float)rate));
        binding.BindInput(TrainingGraph.Decay, Scalar(made, (float)(1 - (learningRate * optimizer.WeightDecay))));
        binding.BindInput(TrainingGraph.Root, Scalar(made, (float)root));
    }
}
