namespace Isonomia.Onnx;

/// <summary>How a model is run.</summary>
public sealed record OnnxSessionSettings
{
    /// <summary>Threads inside one operator, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Operators that may run side by side, at least 1; more than 1 helps only models with parallel
    /// branches.</summary>
    public int InterOperatorThreadCount { get; init; } = 1;

    /// <summary>Where to run.</summary>
    public OnnxDevice Device { get; init; } = OnnxDevice.Cpu;

    /// <summary>Which GPU, from 0, where <see cref="Device"/> is a GPU.</summary>
    public int DeviceIndex { get; init; }

    /// <summary>Whether idle threads wait by spinning: a little faster alone, slower where other threads need the
    /// cores.</summary>
    public bool MaySpin { get; init; } = true;
}
