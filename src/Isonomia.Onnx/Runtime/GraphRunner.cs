using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Isonomia.Onnx;

/// <summary>Runs a graph that was made in memory, with tensors of any type.</summary>
internal sealed class GraphRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _path;

    // Weights in files are looked at by the runtime as long as it runs: the model keeps them open.
    private readonly ModelProto _model;

    internal GraphRunner(ModelProto model, string path, OnnxSessionSettings? settings = null, bool optimize = true)
    {
        (_path, _model) = (path, model);
        using SessionOptions options = OnnxSession.Options(settings ?? new OnnxSessionSettings());
        options.GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL
            : GraphOptimizationLevel.ORT_DISABLE_ALL;

        // A plan made from the first run would be allocated beside what the first run took: twice the memory.
        options.EnableMemoryPattern = false;
        if (model.OpsetImport.Any(set => set.Domain == KernelDomain.Name))
        {
            KernelDomain.AddTo(options);
        }

        try
        {
            _session = OnnxSession.Load(model, path, options);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(path, $"ONNX Runtime cannot load it ({OnnxSession.OneLine(failure)})", failure);
        }
    }

    internal InferenceSession Session => _session;

    /// <summary>The type and shape of every output as far as they are known without running; -1 is an open axis.
    /// </summary>
    internal IEnumerable<(string Name, TensorProto.Types.DataType Type, long[] Shape)> Outputs =>
        from entry in _session.OutputMetadata
        where entry.Value.IsTensor
        select (entry.Key, (TensorProto.Types.DataType)(int)entry.Value.ElementDataType,
            Array.ConvertAll(entry.Value.Dimensions, size => (long)size));

    internal TensorProto[] Run(IEnumerable<TensorProto> inputs, IReadOnlyList<string> outputs)
    {
        List<string> names = [];
        List<OrtValue> values = [];
        try
        {
            foreach (TensorProto input in inputs)
            {
                names.Add(input.Name);
                values.Add(ValueOf(input));
            }

            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, values, outputs);
            return [.. results.Select((result, i) => TensorOf(outputs[i], result))];
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(_path, $"the graph cannot be run ({OnnxSession.OneLine(failure)})", failure);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        GC.KeepAlive(_model);
    }

    /// <summary>A tensor in memory of the runtime's own, filled from the format's.</summary>
    internal static OrtValue ValueOf(TensorProto tensor)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, (TensorElementType)tensor.DataType, [.. tensor.Dims]);
        tensor.RawData.Span.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    /// <summary>Numbers in memory of the runtime's own, zero where none are given.</summary>
    internal static OrtValue ValueOf(long[] shape, double[]? numbers = null)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
        Span<float> place = value.GetTensorMutableDataAsSpan<float>();
        if (numbers is null)
        {
            place.Clear();
        }
        else
        {
            TensorPrimitives.ConvertTruncating<double, float>(numbers, place);
        }

        return value;
    }

    internal static TensorProto TensorOf(string name, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return TensorData.Raw(
            name, (TensorProto.Types.DataType)(int)info.ElementDataType,
            info.ElementCount == 0 ? [] : value.GetTensorMutableRawData(), info.Shape);
    }
}
