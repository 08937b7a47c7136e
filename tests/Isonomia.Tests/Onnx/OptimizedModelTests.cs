using Isonomia.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Tests;

/// <summary>Models that ONNX Runtime's optimizer has rewritten with operators of its own.</summary>
public sealed class OptimizedModelTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableTheory]
    [InlineData("model_vit_timm")]
    [InlineData("model_vit_dinov2")]
    [InlineData("model_swin")]
    [InlineData("model_convnext")]
    [InlineData("model_resnet18")]
    [InlineData("model_densenet")]
    [InlineData("model_mobilenet_v3")]
    [InlineData("model_clip")]
    [InlineData("model_unet")]
    public void The_gradient_of_an_optimized_model_is_that_of_the_model(string name)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        string optimized = _scratch.File("optimized.onnx");
        using (SessionOptions options = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED, OptimizedModelFilePath = optimized,
        })
        {
            using InferenceSession session = new(oracle.Model().ToBytes(), options);
        }

        var model = OnnxModel.Load(optimized);
        OracleGradients got = OracleGradients.Of(oracle, model, [.. oracle.Inputs
            .Where(input => TensorData.IsReal((TensorProto.Types.DataType)input.DataType))
            .Select(input => input.Name)]);
        Assert.NotEmpty(got.Gradients);
        foreach ((string tensor, double[] gradient) in got.Gradients)
        {
            AutodiffOracle.AssertClose(oracle.Expected($"grad/{tensor}"), gradient, 1e-4, 1e-6, tensor);
        }
    }
}
