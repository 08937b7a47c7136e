using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <summary>ONNX Runtime's description of an operator that comes from outside (<c>OrtCustomOp</c> of its C header, as
/// of version 1.18), followed by a field of ours.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeOperator
{
    internal uint Version;
    internal nint CreateKernel;
    internal nint GetName;
    internal nint GetExecutionProviderType;
    internal nint GetInputType;
    internal nint GetInputTypeCount;
    internal nint GetOutputType;
    internal nint GetOutputTypeCount;
    internal nint KernelCompute;
    internal nint KernelDestroy;
    internal nint GetInputCharacteristic;
    internal nint GetOutputCharacteristic;
    internal nint GetInputMemoryType;
    internal nint GetVariadicInputMinArity;
    internal nint GetVariadicInputHomogeneity;
    internal nint GetVariadicOutputMinArity;
    internal nint GetVariadicOutputHomogeneity;
    internal nint CreateKernelV2;
    internal nint KernelComputeV2;
    internal nint InferOutputShapeFn;
    internal nint GetStartVersion;
    internal nint GetEndVersion;
    internal nint GetMayInplace;
    internal nint ReleaseMayInplace;
    internal nint GetAliasMap;
    internal nint ReleaseAliasMap;

    /// <summary>Which kernel of <see cref="FusedKernel.All"/> it is.</summary>
    internal int Kernel;
}
