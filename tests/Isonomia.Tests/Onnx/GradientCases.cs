using static Isonomia.Onnx.GraphAttribute;

namespace Isonomia.Tests;

/// <summary>At least one small graph for every operator with a gradient rule.</summary>
internal static class GradientCases
{
    private static readonly string[] OfAnyNumber =
    [
        "Abs", "Neg", "Identity", "Exp", "Sin", "Cos", "Atan", "Sinh", "Cosh", "Tanh", "Erf", "Sigmoid",
        "Softplus", "Softsign", "Relu", "LeakyRelu", "Elu", "Celu", "Selu", "HardSigmoid", "HardSwish", "Dropout",
        "Reciprocal", "Asinh",
    ];

    private static readonly string[] OfTwo = ["Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean"];

    private static readonly string[] Reductions =
    [
        "ReduceMean", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceLogSumExp", "ReduceMax", "ReduceMin",
            "ReduceProd",
    ];

    internal static IEnumerable<GradientCase> All() =>
    [
        .. OfAnyNumber.Select(type => new GradientCase(type).Real(3, 4)),
        .. OfTwo.Select(type => new GradientCase(type).Real(2, 3, 4).Real(3, 1)),
        .. Reductions.Select(type => new GradientCase(type, Integers("axes", 0, 2)).Real(2, 3, 4)),
        .. Single(), .. Layout(), .. Indexing(), .. Products(), .. Windows(), .. Norms(),
        .. CompositeGradientCases.All(),
    ];

    private static IEnumerable<GradientCase> Single() =>
    [
        new GradientCase("Log").Positive(3, 4),
        new GradientCase("Asin").Small(3, 4),
        new GradientCase("Acos").Small(3, 4),
        new GradientCase("Atanh").Small(3, 4),
        new GradientCase("Tan").Small(3, 4),
        new GradientCase("Sqrt").Positive(3, 4),
        new GradientCase("Pow").Positive(3, 4).Real(4),
        new GradientCase("Mod", Integer("fmod", 1)).Positive(3).Reals(5, 7, 9),
        new GradientCase("Cast", Integer("to", 11)).Real(3, 4),
        new GradientCase("CastLike").Real(3, 4).Reals(1),
        new GradientCase("Where").Truths(1, 0, 1, 0).Real(3, 4).Real(4),
        new GradientCase("ThresholdedRelu", Real("alpha", 0.1f)).Real(3, 4),
        new GradientCase("PRelu").Real(3, 4).Real(4),
        new GradientCase("Mish").Real(3, 4).OperatorSet(18),
        new GradientCase("Gelu").Real(3, 4).OperatorSet(20),
        new GradientCase("Gelu", Text("approximate", "tanh")).Real(3, 4).OperatorSet(20),
        new GradientCase("Clip").Real(3, 4).Scalar(-0.9f).Scalar(1.01f),
        new GradientCase("ReduceSum").Real(2, 3, 4).Integers(1),
        new GradientCase("ReduceLogSum", Integers("axes", 1)).Positive(2, 3),
        new GradientCase("ReduceMean").Real(2, 3, 4).Integers(-1).OperatorSet(18),
        new GradientCase("Softmax", Integer("axis", 1)).Real(2, 3, 4),
        new GradientCase("LogSoftmax", Integer("axis", -1)).Real(2, 3, 4),
        new GradientCase("SoftmaxCrossEntropyLoss", Integer("ignore_index", 2)).Real(5, 3).Integers(0, 1, 2, 0, 1)
            .Reals(1, 2, 3),
        new GradientCase("NegativeLogLikelihoodLoss", Text("reduction", "sum")).Real(4, 3).Integers(0, 1, 2, 0),
    ];

    private static IEnumerable<GradientCase> Layout() =>
    [
        new GradientCase("Reshape").Real(2, 6).Integers(3, 4),
        new GradientCase("Flatten").Real(2, 3, 2),
        new GradientCase("Squeeze").Real(2, 1, 3).Integers(1),
        new GradientCase("Unsqueeze").Real(2, 3).Integers(1),
        new GradientCase("Transpose", Integers("perm", 2, 0, 1)).Real(2, 3, 4),
        new GradientCase("Expand").Real(3, 1).Integers(2, 3, 4),
        new GradientCase("Tile").Real(2, 3).Integers(2, 3),
        new GradientCase("Concat", Integer("axis", 1)).Real(2, 3).Real(2, 2),
        new GradientCase("Split", Integer("axis", 1)).Real(2, 5).Integers(2, 3).Outputs(2),
        new GradientCase("Slice").Real(4, 5).Integers(-1, 1).Integers(-5, 4).Integers(0, 1).Integers(-2, 1),
        new GradientCase("Pad", Text("mode", "reflect")).Real(3, 4).Integers(1, 2, 0, 1),
        new GradientCase("Pad").Real(3, 4).Integers(1, -1, 0, 1),
        new GradientCase("DepthToSpace", Integer("blocksize", 2)).Real(1, 8, 2, 2),
        new GradientCase("SpaceToDepth", Integer("blocksize", 2)).Real(1, 2, 4, 4),
        new GradientCase("CumSum", Integer("exclusive", 1)).Real(3, 4).Constant([1]),
        new GradientCase("Trilu", Integer("upper", 0)).Real(2, 3, 4).Constant([1]),
        new GradientCase("Trilu").Real(3, 4),
        new GradientCase("DequantizeLinear", Integer("axis", 0), Integer("block_size", 2))
            .Bytes([1, 255, 7, 3, 250, 9, 4, 8], 4, 2).Positive(2, 2).OperatorSet(21),
        new GradientCase("DequantizeLinear").Bytes([1, 255, 7, 3, 250, 9], 2, 3).Positive(3).Bytes([1, 0, 2], 3),
    ];

    private static IEnumerable<GradientCase> Indexing() =>
    [
        new GradientCase("Gather", Integer("axis", 1)).Real(2, 4).Integers(3, 0, 3),
        new GradientCase("Gather", Integer("axis", 0)).Real(4, 3).Integers(2, 0),
        new GradientCase("GatherElements", Integer("axis", 1)).Real(2, 3).Constant([0, 0, 2, 1], 2, 2),
        new GradientCase("GatherND").Real(2, 3).Constant([0, 1, 1, 2, 0, 1], 3, 2),
        new GradientCase("GatherND", Integer("batch_dims", 1)).Real(2, 3, 2).Constant([0, 2, 1, 2], 2, 2, 1),
        new GradientCase("ScatterElements", Integer("axis", 1)).Real(2, 3).Constant([0, 2, 1, 0], 2, 2).Real(2, 2),
        new GradientCase("ScatterND").Real(4, 3).Constant([2, 0], 2, 1).Real(2, 3),
        new GradientCase("TopK").Real(3, 5).Integers(2).Outputs(2),
    ];

    private static IEnumerable<GradientCase> Products() =>
    [
        new GradientCase("MatMul").Real(2, 3, 4).Real(4, 2),
        new GradientCase("MatMul").Real(3, 4).Real(2, 4, 2),
        new GradientCase("Gemm", Integer("transA", 1), Real("alpha", 0.5f), Real("beta", 2)).Real(4, 3).Real(4, 2)
            .Real(2),
        new GradientCase("Einsum", Text("equation", "bij,bjk->bik")).Real(2, 3, 4).Real(2, 4, 2),
        new GradientCase("Einsum", Text("equation", "...ij,...jk->...ik")).Real(2, 2, 3).Real(2, 3, 2),
        new GradientCase("Einsum", Text("equation", "...ij,jk")).Real(2, 2, 3).Real(3, 2),
    ];

    private static IEnumerable<GradientCase> Windows() =>
    [
        new GradientCase("Conv", Integers("pads", 1, 1, 1, 1)).Real(2, 2, 5, 5).Real(3, 2, 3, 3).Real(3),
        new GradientCase("Conv", Integers("strides", 2, 2), Integer("group", 2)).Real(1, 4, 6, 7).Real(4, 2, 3, 3),
        new GradientCase("Conv", Integers("strides", 3), Integers("pads", 0, 0)).Real(2, 2, 8).Real(3, 2, 1),
        new GradientCase("ConvTranspose", Integers("strides", 2, 2)).Real(1, 2, 3, 3).Real(2, 3, 2, 2).Real(3),
        new GradientCase("AveragePool", Integers("kernel_shape", 2, 2), Integers("pads", 1, 0, 0, 1)).Real(1, 2, 4, 4),
        new GradientCase("MaxPool", Integers("kernel_shape", 2, 2), Integers("strides", 1, 1)).Real(1, 2, 4, 4),
        new GradientCase("GlobalAveragePool").Real(2, 3, 3, 3),
        new GradientCase("GlobalMaxPool").Real(1, 3, 3, 3),
        new GradientCase("Resize", Text("mode", "linear")).Real(1, 2, 3, 3).Nothing().Reals(1, 1, 2, 1.5f),
    ];

    private static IEnumerable<GradientCase> Norms() =>
    [
        new GradientCase("LayerNormalization").Real(3, 6).Real(6).Real(6),
        new GradientCase("BatchNormalization").Real(2, 3, 4).Real(3).Real(3).Real(3).Positive(3),
        new GradientCase("InstanceNormalization").Real(2, 3, 5).Real(3).Real(3),
        new GradientCase("GroupNormalization", Integer("num_groups", 2)).Real(2, 4, 3).Real(4).Real(4).OperatorSet(21),
        new GradientCase("LpNormalization", Integer("axis", 1)).Real(3, 4),
    ];
}
