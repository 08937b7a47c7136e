using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>A loaded ONNX model on the CPU, ready to run.</summary>
/// <remarks>Runs may overlap. On one machine the same input gives the same bytes for any thread count: the runtime
/// shares out rows and channels and does not split sums (tested for the models we use).</remarks>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _path;

    private OnnxSession(InferenceSession session, string path, string sha256) =>
        (_session, _path, Sha256) = (session, path, sha256);

    /// <summary>The version of ONNX Runtime in use.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>The hash of the model's bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyList<string> InputNames => _session.InputNames;

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    /// <summary>Loads a model whose weights are inside its file.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="threadCount">Threads for one run, at least 1.</param>
    /// <param name="expectedSha256">The hash the file must have (hexadecimal), checked before anything is loaded; null
    /// for any.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">The file is absent, has another hash or is no model that ONNX Runtime can
    /// load.</exception>
    public static OnnxSession Open(string path, int threadCount, string? expectedSha256 = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        if (!File.Exists(path))
        {
            throw new ModelException(path, "the model file was not found");
        }

        byte[] bytes = File.ReadAllBytes(path);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (expectedSha256 is not null && !string.Equals(sha256, expectedSha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelException(
                path,
                $"its SHA-256 is {sha256}, expected {expectedSha256.ToLowerInvariant()}; the file was changed or "
                    + "damaged");
        }

        using SessionOptions options = new()
        {
            IntraOpNumThreads = threadCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            return new OnnxSession(new InferenceSession(bytes, options), path, sha256);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(path, $"ONNX Runtime cannot load it ({OneLine(failure)})", failure);
        }
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputNames">Which outputs to compute.</param>
    /// <returns>The outputs, in the order asked for.</returns>
    /// <exception cref="ModelException">The model lacks a named input or output, or refuses the shape.</exception>
    public IReadOnlyList<OnnxTensor> Run(OnnxTensor input, params IReadOnlyList<string> outputNames)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputNames);
        RequireName("input", input.Name, InputNames);
        foreach (string name in outputNames)
        {
            RequireName("output", name, OutputNames);
        }

        try
        {
            using RunOptions options = new();
            using OrtValue value = OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape]);
            using IDisposableReadOnlyCollection<OrtValue> results =
                _session.Run(options, [input.Name], [value], outputNames);
            return [.. results.Select((result, i) => new OnnxTensor(
                outputNames[i],
                result.GetTensorTypeAndShape().Shape,
                result.GetTensorDataAsSpan<float>().ToArray()))];
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(_path, $"the model cannot be run ({OneLine(failure)})", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void RequireName(string kind, string name, IReadOnlyList<string> known)
    {
        if (!known.Contains(name))
        {
            throw new ModelException(_path, $"the model has no {kind} '{name}'; it has {string.Join(", ", known)}");
        }
    }

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
