using Isonomia.Catalogs;

namespace Isonomia.Onnx;

/// <summary>A piece of a training step that one pass over memory does instead of a dozen operators.</summary>
/// <remarks>Used on the processor and for float32 only; graphs that are handed out as files never hold one. A new
/// kernel is one property in a file of its own, with the rule that writes it; its numbers are held against those of the
/// standard operators (FusedKernelTests). Results do not depend on the number of threads.</remarks>
/// <param name="Id">The operator's name in the domain <see cref="KernelDomain.Name"/>.</param>
/// <param name="InputCount">How many inputs it reads.</param>
/// <param name="OutputCount">How many outputs it writes.</param>
/// <param name="Compute">The work.</param>
internal sealed partial record FusedKernel(string Id, int InputCount, int OutputCount, Action<KernelRun> Compute)
    : ICatalogEntry
{
    /// <summary>Numbers a part of an elementwise kernel does at once: 64 KiB, so that parts stay in the second
    /// cache.</summary>
    internal const int BlockSize = 16_384;

    /// <summary>All kernels.</summary>
    internal static Catalog<FusedKernel> All => field ??= Catalog.Of<FusedKernel>();

    /// <summary>Whether the first output may take the first input's memory.</summary>
    internal bool MayReplaceFirstInput { get; private init; }

    /// <summary>Writes the gradient of a node with kernels, where they fit.</summary>
    /// <returns>Whether it was written; if not, the operator's general rule is to be used.</returns>
    internal static bool WriteGradient(GradientContext context) => context.Writer.UsesKernels
        && context.Node.Output.Count > 0
        && context.Output().Type == TensorProto.Types.DataType.Float
        && context.Node.OpType switch
        {
            "Relu" => WriteReluGradient(context),
            "Clip" => WriteClipGradient(context),
            "Gelu" => WriteGeluGradient(context),
            "Softmax" => WriteSoftmaxGradient(context),
            "LayerNormalization" => WriteLayerNormalizationGradient(context),
            "Conv" => WriteDepthwiseGradient(context) || WriteVolumeGradient(context),
            "MaxPool" => WriteMaxPoolGradient(context),
            _ => false,
        };
}
