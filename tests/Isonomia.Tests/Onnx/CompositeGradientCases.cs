using static Isonomia.Onnx.GraphAttribute;

namespace Isonomia.Tests;

/// <summary>At least one small graph for every composite operator; finite differences run on the runtime's own form of
/// it, not on what it is written as.</summary>
internal static class CompositeGradientCases
{
    private const string Own = "com.microsoft.";

    internal static IEnumerable<GradientCase> All() => [.. Fused(), .. Recurrences(), .. Attentions(), .. Samplings()];

    private static IEnumerable<GradientCase> Fused() =>
    [
        new GradientCase(Own + "Gelu").Real(3, 4),
        new GradientCase(Own + "BiasGelu").Real(3, 4).Real(4),
        new GradientCase(Own + "FastGelu").Real(3, 4).Real(4),
        new GradientCase(Own + "QuickGelu", Real("alpha", 1.3f)).Real(3, 4),
        new GradientCase(Own + "FusedMatMul", Integer("transB", 1), Real("alpha", 0.5f)).Real(2, 3, 4).Real(5, 4),
        new GradientCase(Own + "FusedMatMul", Integer("transA", 1)).Real(2, 4, 3).Real(2, 4, 2),
        new GradientCase(Own + "FusedGemm", Text("activation", "Tanh"), Integer("transA", 1)).Small(4, 3).Small(4, 2)
            .Real(2),
        new GradientCase(Own + "FusedGemm", Text("activation", "LeakyRelu"), Real("activation_alpha", 0.3f)).Real(3, 4)
            .Real(4, 2),
        new GradientCase(Own + "FusedConv", Text("activation", "Tanh"), Integers("strides", 2, 2)).Small(1, 2, 4, 4)
            .Small(2, 2, 2, 2).Real(2),
        new GradientCase(Own + "SkipLayerNormalization", Real("epsilon", 1e-5f)).Real(2, 3, 4).Real(2, 3, 4).Real(4)
            .Real(4).Real(4),
        new GradientCase(Own + "SkipSimplifiedLayerNormalization", Real("epsilon", 1e-5f)).Real(2, 3, 4).Real(2, 3, 4)
            .Real(4),
        new GradientCase("SimplifiedLayerNormalization").Real(2, 3, 4).Real(4),
        new GradientCase("RMSNormalization").Real(2, 3, 4).Real(4).OperatorSet(23),
        new GradientCase("MeanVarianceNormalization").Real(2, 2, 2, 3),
        new GradientCase("LRN", Integer("size", 3), Real("alpha", 0.3f)).Real(1, 5, 2, 2),
    ];

    private static IEnumerable<GradientCase> Recurrences() =>
    [
        new GradientCase("LSTM", Integer("hidden_size", 3), Text("direction", "bidirectional")).Small(3, 2, 4)
            .Small(2, 12, 4).Small(2, 12, 3).Small(2, 24).Nothing().Small(2, 2, 3).Small(2, 2, 3),
        new GradientCase("LSTM", Integer("hidden_size", 2)).Small(4, 1, 3).Small(1, 8, 3).Small(1, 8, 2).Nothing()
            .ShortIntegers([4], 1),
        new GradientCase("GRU", Integer("hidden_size", 3), Integer("linear_before_reset", 1)).Small(3, 2, 4)
            .Small(1, 9, 4).Small(1, 9, 3).Small(1, 18),
        new GradientCase("GRU", Integer("hidden_size", 3), Text("direction", "reverse")).Small(3, 2, 4)
            .Small(1, 9, 4).Small(1, 9, 3).Small(1, 18),
        new GradientCase("RNN", Integer("hidden_size", 3), Text("direction", "reverse")).Small(3, 2, 4)
            .Small(1, 3, 4).Small(1, 3, 3).Small(1, 6).Nothing().Small(1, 2, 3),
    ];

    private static IEnumerable<GradientCase> Attentions() =>
    [
        new GradientCase("Attention", Integer("is_causal", 1)).Real(1, 2, 3, 4).Real(1, 2, 3, 4).Real(1, 2, 3, 2)
            .OperatorSet(23),
        new GradientCase("Attention", Integer("q_num_heads", 4), Integer("kv_num_heads", 2), Real("softcap", 2))
            .Real(1, 3, 8).Real(1, 3, 4).Real(1, 3, 4).Small(3, 3).OperatorSet(23),
        new GradientCase(Own + "Attention", Integer("num_heads", 2)).Small(2, 3, 4).Small(4, 12).Small(12)
            .ShortIntegers([1, 1, 1, 1, 1, 0], 2, 3),
        new GradientCase(Own + "Attention", Integer("num_heads", 2), Integer("unidirectional", 1)).Small(2, 3, 4)
            .Small(4, 12).Small(12),
        new GradientCase(Own + "MultiHeadAttention", Integer("num_heads", 2)).Real(2, 3, 4).Real(2, 3, 4)
            .Real(2, 3, 4).Small(12),
        new GradientCase("RotaryEmbedding").Real(1, 2, 3, 4).Real(1, 3, 2).Real(1, 3, 2).OperatorSet(23),
        new GradientCase("RotaryEmbedding", Integer("interleaved", 1), Integer("num_heads", 2)).Real(1, 3, 8)
            .Real(5, 2).Real(5, 2).Constant([0, 3, 1], 1, 3).OperatorSet(23),
    ];

    private static IEnumerable<GradientCase> Samplings() =>
    [
        new GradientCase("GridSample").Real(1, 2, 4, 5).Small(1, 2, 2, 2),
        new GradientCase("GridSample", Integer("align_corners", 1), Text("padding_mode", "border")).Real(1, 2, 4, 5)
            .Small(1, 2, 2, 2),
        new GradientCase("GridSample", Text("padding_mode", "reflection")).Real(1, 1, 3, 4).Small(1, 2, 3, 2),
        new GradientCase("GridSample", Text("mode", "bicubic")).Real(1, 1, 5, 6).Small(1, 2, 2, 2),
        new GradientCase("GridSample", Text("mode", "nearest")).Real(1, 2, 4, 5).Small(1, 2, 2, 2),
        new GradientCase("GridSample").Real(1, 1, 3, 4, 3).Small(1, 1, 2, 2, 3).OperatorSet(20),
    ];
}
