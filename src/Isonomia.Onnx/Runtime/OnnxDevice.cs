namespace Isonomia.Onnx;

/// <summary>Where a model runs.</summary>
public enum OnnxDevice
{
    /// <summary>On the processor.</summary>
    Cpu,

    /// <summary>On an NVIDIA GPU, through ONNX Runtime's CUDA provider.</summary>
    Cuda,
}
