using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>The tensors that one run reads and writes, and those made for it alone.</summary>
internal sealed class RunBinding(GraphRunner runner) : IDisposable
{
    private readonly OrtIoBinding _binding = runner.Session.CreateIoBinding();
    private readonly List<OrtValue> _made = [];

    internal void Input(string name, OrtValue value) => _binding.BindInput(name, value);

    internal void Output(string name, OrtValue value) => _binding.BindOutput(name, value);

    /// <summary>Reads a tensor that lies in managed memory.</summary>
    internal void Input<T>(string name, Memory<T> values, IEnumerable<long> shape)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, [.. shape]);
        _made.Add(value);
        Input(name, value);
    }

    /// <summary>Writes a tensor that lies in managed memory.</summary>
    internal void Output(string name, Memory<float> values, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
        _made.Add(value);
        Output(name, value);
    }

    internal void Input(string name, float scalar) => Input(name, new[] { scalar }.AsMemory(), []);

    /// <summary>Writes a scalar, to be read after the run.</summary>
    internal float[] Scalar(string name) => Numbers(name, 1, []);

    /// <summary>Writes a vector, to be read after the run.</summary>
    internal float[] Numbers(string name, int count) => Numbers(name, count, [count]);

    private float[] Numbers(string name, int count, long[] shape)
    {
        float[] place = new float[count];
        var value = OrtValue.CreateTensorValueFromMemory(place, shape);
        _made.Add(value);
        Output(name, value);
        return place;
    }

    internal void Run()
    {
        using RunOptions options = new();
        runner.Session.RunWithBinding(options, _binding);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _made.ForEach(value => value.Dispose());
    }
}
