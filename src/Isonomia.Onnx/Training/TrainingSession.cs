using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>A training under way: parameters and the optimizer's memory stay in the runtime, and each step is one run
/// of one graph.</summary>
/// <remarks>Two sets of buffers take turns: a step reads one and writes the other, so nothing is copied and a step that
/// fails leaves the last good parameters. On one machine with the same number of threads the same steps give the same
/// bytes.</remarks>
public sealed partial class TrainingSession : IDisposable
{
    private const string Format = "isonomia.checkpoint/2";
    private readonly TrainingRequest _request;
    private readonly ITrainingStep _step;
    private readonly Dictionary<string, OrtValue>[] _banks = [[], []];
    private readonly string _fingerprint;
    private readonly HashSet<string> _asked;
    private int _current;

    private TrainingSession(TrainingRequest request)
    {
        _request = request;
        _asked = [.. request.Parameters];
        _step = request.MicroBatchCount > 1 || request.Sharpness is not null || request.RowClippingNorm is not null
            ? new PartedStep(request) : new WholeStep(request);
        Dictionary<string, TensorProto> weights =
            request.Model.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach ((string input, _, long[] shape) in _step.States)
        {
            double[]? start = weights.TryGetValue(input, out TensorProto? weight) ? TensorData.Reals(weight) : null;
            _banks[0][input] = GraphRunner.ValueOf(shape, start);
            _banks[1][input] = GraphRunner.ValueOf(shape);
        }

        string facts = string.Join('\n', _step.States.Select(
            state => $"{state.Input} [{string.Join(',', state.Shape)}]").Append(request.Optimizer.ToString())
            .Append(request.Sharpness?.ToString() ?? "plain")
            .Append(string.Create(CultureInfo.InvariantCulture, $"{request.DropoutSeed} {request.RowClippingNorm}")));
        _fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }

    /// <summary>Steps made so far.</summary>
    public long StepCount { get; private set; }

    /// <summary>The weights that change: those asked for that reach the loss.</summary>
    public IReadOnlyList<string> ParameterNames =>
        [.. _step.States.Select(state => state.Input).Where(_asked.Contains)];

    /// <summary>Numbers in the weights that change.</summary>
    public long ParameterCount => _step.States.Where(state => _asked.Contains(state.Input))
        .Sum(state => TensorData.Count(state.Shape));

    /// <summary>Starts a training.</summary>
    /// <param name="request">What and how.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">The model cannot be differentiated or run.</exception>
    /// <exception cref="ArgumentException">A name is unknown or a shape is missing.</exception>
    public static TrainingSession Start(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MicroBatchCount, 1);
        if (request.RowClippingNorm is not (null or > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.RowClippingNorm, "A norm above 0 was expected.");
        }

        if (request.Sharpness is { Radius: not > 0 })
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Sharpness.Radius, "A radius above 0 was expected.");
        }

        return new TrainingSession(request);
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
        try
        {
            return Accept(_step.Run(new TrainingRun(
                new BatchInputs(numbers, integers), StepCount + 1,
                OptimizerUpdate.ScalarsOf(_request.Optimizer, StepCount + 1, learningRate),
                _banks[_current], _banks[1 - _current])));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(
                _request.Model.Path, $"a training step cannot be run ({OnnxSession.OneLine(failure)})", failure);
        }
    }

    /// <summary>Whether a weight is trained: it was asked for and reaches the loss.</summary>
    internal bool Trains(string name) => _step.States.Any(state => state.Input == name);

    /// <summary>Copies a parameter as it is now.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">It is not trained.</exception>
    public OnnxTensor Parameter(string name)
    {
        TrainingState state = _step.States.FirstOrDefault(state => state.Input == name)
            ?? throw new ArgumentException($"'{name}' is not trained.", nameof(name));
        return new OnnxTensor(name, state.Shape, _banks[_current][name].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>Gives the model with the parameters as they are now, as plain ONNX.</summary>
    /// <returns>The model.</returns>
    public OnnxModel Export()
    {
        return ExportWith(name => GraphRunner.TensorOf(name, _banks[_current][name]));
    }

    /// <summary>Writes a checkpoint: parameters, the optimizer's memory and the number of steps.</summary>
    /// <param name="path">The file; an existing one is replaced whole or stays.</param>
    /// <exception cref="IOException">The file cannot be written, for example on a full disk; one that was there is
    /// kept.</exception>
    public void Save(string path) => Save(path, null);

    internal void Save(string path, Func<string, Stream>? create) => new CheckpointFile(
        Format, _fingerprint,
        new Dictionary<string, string> { ["step"] = StepCount.ToString(CultureInfo.InvariantCulture) },
        [.. _step.States.Select(state => GraphRunner.TensorOf(state.Input, _banks[_current][state.Input]))])
        .Write(path, create);

    /// <summary>Goes on from a checkpoint: the next steps give the same bytes as without the break.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The file is no checkpoint, is damaged, or is one of other parameters or
    /// another optimizer.</exception>
    public void Resume(string path)
    {
        var file = CheckpointFile.Read(path, Format);
        if (file.Fingerprint != _fingerprint)
        {
            throw new TrainingException(
                $"{Path.GetFileName(path)} is a checkpoint of other parameters or another optimizer; one of this "
                + "training was expected.");
        }

        foreach (TensorProto tensor in file.Tensors)
        {
            tensor.RawData.Span.CopyTo(_banks[_current][tensor.Name].GetTensorMutableRawData());
        }

        StepCount = long.Parse(file.Facts["step"], CultureInfo.InvariantCulture);
    }

    internal OnnxModel ExportWith(Func<string, TensorProto> parameter)
    {
        ModelProto copy = new(_request.Model.Proto);
        for (int i = 0; i < copy.Graph.Initializer.Count; i++)
        {
            string name = copy.Graph.Initializer[i].Name;
            if (Trains(name))
            {
                copy.Graph.Initializer[i] = parameter(name);
            }
        }

        return OnnxModel.Of(copy, _request.Model.Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in _banks.SelectMany(bank => bank.Values))
        {
            value.Dispose();
        }

        foreach (OutputPass pass in _passes.Values)
        {
            pass.Dispose();
        }

        _step.Dispose();
    }

    private TrainingStep Accept(TrainingStep step)
    {
        bool isGood = double.IsFinite(step.Loss);
        if (!isGood || step.GradientNorm is { } length && !double.IsFinite(length)
            || step.RowNorms?.All(float.IsFinite) == false)
        {
            throw new TrainingException(
                $"The {(isGood ? "gradient" : "loss")} of step {step.Number} is no finite number; the parameters of "
                    + $"the "
                + "step before are kept. A lower learning rate, or inputs without infinite or missing numbers, may "
                + "help.", step.Number);
        }

        _current = 1 - _current;
        StepCount = step.Number;
        return step;
    }
}
