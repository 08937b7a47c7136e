using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Isonomia.Onnx;

/// <summary>A loaded ONNX model, ready to run.</summary>
/// <remarks>Runs may overlap. On one machine the same input gives the same bytes for any thread count: the runtime
/// shares out rows and channels and does not split sums (tested for the models we use).</remarks>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _path;

    private OnnxSession(InferenceSession session, string path, string sha256)
    {
        (_session, _path, Sha256) = (session, path, sha256);
        Inputs = [.. session.InputNames.Select(name => Info(name, session.InputMetadata[name]))];
        Outputs = [.. session.OutputNames.Select(name => Info(name, session.OutputMetadata[name]))];
    }

    /// <summary>The version of ONNX Runtime in use.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>The hash of the model's bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The inputs, in the model's order.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    /// <summary>The outputs, in the model's order.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> InputNames => _session.InputNames;

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    /// <summary>Loads a model.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="threadCount">Threads for one run, at least 1.</param>
    /// <param name="expectedSha256">The hash the file must have (hexadecimal), checked before anything is loaded; null
    /// for any.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">The file is absent, has another hash or is no model that ONNX Runtime can
    /// load.</exception>
    public static OnnxSession Open(string path, int threadCount, string? expectedSha256 = null) =>
        Open(path, new OnnxSessionSettings { ThreadCount = threadCount }, expectedSha256);

    /// <summary>Loads a model.</summary>
    /// <remarks>Weights beside the model's file (external data) are found by ONNX Runtime; check their hashes first
    /// with
    /// <see cref="RequireHash"/>.</remarks>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="settings">Threads and device.</param>
    /// <param name="expectedSha256">The hash the file must have (hexadecimal), checked before anything is loaded; null
    /// for any.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">The file is absent, has another hash or is no model that ONNX Runtime can
    /// load.</exception>
    /// <exception cref="OnnxDeviceException">The device that was asked for is absent.</exception>
    public static OnnxSession Open(string path, OnnxSessionSettings settings, string? expectedSha256 = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ThreadCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.InterOperatorThreadCount, 1);
        string sha256 = RequireHash(path, expectedSha256);
        using SessionOptions options = Options(settings);
        try
        {
            return new OnnxSession(new InferenceSession(path, options), path, sha256);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(path, $"ONNX Runtime cannot load it ({OneLine(failure)})", failure);
        }
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">Threads and device.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">ONNX Runtime cannot load it.</exception>
    public static OnnxSession Open(OnnxModel model, OnnxSessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        using SessionOptions options = Options(settings);
        try
        {
            return new OnnxSession(Load(model.Proto, model.Path, options), model.Path, Hash(model.Proto));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(model.Path, $"ONNX Runtime cannot load it ({OneLine(failure)})", failure);
        }
    }

    /// <summary>Hashes a file and compares.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expectedSha256">The hash it must have (hexadecimal), or null for any.</param>
    /// <returns>The hash it has, lower-case hexadecimal.</returns>
    /// <exception cref="ModelException">The file is absent or has another hash.</exception>
    public static string RequireHash(string path, string? expectedSha256)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new ModelException(path, "the model file was not found");
        }

        using FileStream file = File.OpenRead(path);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        return expectedSha256 is null || string.Equals(sha256, expectedSha256, StringComparison.OrdinalIgnoreCase)
            ? sha256
            : throw new ModelException(
                path, $"its SHA-256 is {sha256}, expected {expectedSha256.ToLowerInvariant()}; the file was changed "
                    + $"or damaged");
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputNames">Which outputs to compute.</param>
    /// <returns>The outputs, in the order asked for.</returns>
    /// <exception cref="ModelException">The model lacks a named input or output, or refuses the shape.</exception>
    public IReadOnlyList<OnnxTensor> Run(OnnxTensor input, params IReadOnlyList<string> outputNames) =>
        Run([input], [], outputNames);

    /// <summary>Runs the model once.</summary>
    /// <param name="numbers">The inputs that are floats.</param>
    /// <param name="integers">The inputs that are integers.</param>
    /// <param name="outputNames">Which outputs to compute.</param>
    /// <returns>The outputs, in the order asked for.</returns>
    /// <exception cref="ModelException">The model lacks a named input or output, or refuses the shape.</exception>
    public IReadOnlyList<OnnxTensor> Run(
        IReadOnlyList<OnnxTensor> numbers, IReadOnlyList<OnnxIntegers> integers, IReadOnlyList<string> outputNames)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(integers);
        ArgumentNullException.ThrowIfNull(outputNames);
        foreach (string name in outputNames)
        {
            RequireName("output", name, Outputs);
        }

        List<string> names = [];
        List<OrtValue> values = [];
        try
        {
            foreach (OnnxTensor input in numbers)
            {
                RequireName("input", input.Name, Inputs);
                names.Add(input.Name);
                values.Add(OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape]));
            }

            foreach (OnnxIntegers input in integers)
            {
                OnnxValueInfo info = RequireName("input", input.Name, Inputs);
                names.Add(input.Name);
                values.Add(info.ElementType == "int32"
                    ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(input.Values,
                        value => checked((int)value)), [.. input.Shape])
                    : OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape]));
            }

            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, values, outputNames);
            return [.. results.Select((result, i) => Tensor(outputNames[i], result))];
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(_path, $"the model cannot be run ({OneLine(failure)})", failure);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    internal static SessionOptions Options(OnnxSessionSettings settings)
    {
        SessionOptions options = new()
        {
            IntraOpNumThreads = settings.ThreadCount,
            InterOpNumThreads = settings.InterOperatorThreadCount,
            ExecutionMode = settings.InterOperatorThreadCount > 1 ? ExecutionMode.ORT_PARALLEL
                : ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", settings.MaySpin ? "1" : "0");
        if (settings.Device == OnnxDevice.Cuda)
        {
            try
            {
                options.AppendExecutionProvider_CUDA(settings.DeviceIndex);
            }
            catch (Exception failure) when (failure is OnnxRuntimeException or EntryPointNotFoundException)
            {
                options.Dispose();
                throw new OnnxDeviceException(
                    $"CUDA was asked for and is not there ({OneLine(failure)}); this ONNX Runtime offers "
                    + $"{string.Join(", ", OrtEnv.Instance().GetAvailableProviders())}. Use a build of ONNX Runtime "
                    + $"with CUDA, or leave the device at cpu.",
                    failure);
            }
        }

        return options;
    }

    /// <summary>Gives the runtime a model from memory; weights that lie in files stay there and are named by place.
    /// </summary>
    internal static InferenceSession Load(ModelProto model, string path, SessionOptions options)
    {
        (ModelProto light, string? folder) = ExternalWeights.ForRuntime(model);
        if (ExternalWeights.Size(light.Graph) is long size and > ExternalWeights.LargestInline)
        {
            throw new ModelException(
                path, $"weights of {size} bytes are in memory; at most {ExternalWeights.LargestInline} can be handed "
                    + "to ONNX Runtime so: save the model and load it again, then they stay in their file");
        }

        if (folder is not null)
        {
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        }

        return new InferenceSession(light.ToByteArray(), options);
    }

    /// <summary>The hash of the model's bytes; where weights lie in files, of the rest and then of them in order.
    /// </summary>
    private static string Hash(ModelProto model)
    {
        (ModelProto light, string? folder) = ExternalWeights.ForRuntime(model);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(light.ToByteArray());
        foreach (TensorProto tensor in model.Graph.Initializer.Where(tensor =>
            folder is not null && ExternalWeights.Place(tensor) is not null))
        {
            hash.AppendData(tensor.RawData.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static OnnxValueInfo Info(string name, NodeMetadata data) => data.IsTensor
        ? new OnnxValueInfo(name, Word(data.ElementDataType),
            [.. data.Dimensions.Select(size => size < 0 ? (long?)null : size)])
        : new OnnxValueInfo(name, "no tensor", []);

    private static string Word(TensorElementType type) => type.ToString().ToLowerInvariant();

    private OnnxTensor Tensor(string name, OrtValue result)
    {
        OrtTensorTypeAndShapeInfo info = result.GetTensorTypeAndShape();
        return info.ElementDataType switch
        {
            TensorElementType.Float => new OnnxTensor(name, info.Shape, result.GetTensorDataAsSpan<float>().ToArray()),
            TensorElementType.Float16 => new OnnxTensor(
                name, info.Shape,
                [.. result.GetTensorDataAsSpan<Float16>().ToArray().Select(value => value.ToFloat())]),
            _ => throw new ModelException(
                _path, $"output '{name}' holds numbers of type {Word(info.ElementDataType)}; float or float16 was "
                    + $"expected"),
        };
    }

    private OnnxValueInfo RequireName(string kind, string name, IReadOnlyList<OnnxValueInfo> known) =>
        known.FirstOrDefault(info => info.Name == name)
        ?? throw new ModelException(
            _path, $"the model has no {kind} '{name}'; it has {string.Join(", ", known.Select(info => info.Name))}");

    internal static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
