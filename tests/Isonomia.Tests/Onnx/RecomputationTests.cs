using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Activations that are computed again in the backward pass.</summary>
public sealed class RecomputationTests
{
    [SkippableTheory]
    [InlineData("model_vit_timm")]
    [InlineData("model_swin")]
    [InlineData("model_unet")]
    [InlineData("model_densenet")]
    [InlineData("model_mobilenet_v3")]
    public void A_step_with_activations_computed_again_is_that_with_kept_ones_for_any_network(string name)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        using TrainingSession kept = Start(oracle, false);
        using TrainingSession again = Start(oracle, true);
        TensorProto image = oracle.Inputs.Single();
        OnnxTensor pixels = new(image.Name, [.. image.Dims], Floats(image));
        for (int step = 0; step < 2; step++)
        {
            Assert.Equal(kept.Step([pixels], [], 1e-2).Loss, again.Step([pixels], [], 1e-2).Loss, 1e-4);
        }

        foreach (string parameter in oracle.Model().TrainableNames)
        {
            if (kept.Trains(parameter))
            {
                AutodiffOracle.AssertClose(
                    Wide(kept.Parameter(parameter)), Wide(again.Parameter(parameter)), 1e-5, 1e-6, parameter);
            }
        }
    }

    [Fact]
    public void The_backward_pass_reads_no_activation_inside_a_segment()
    {
        BackwardPass kept = Pass(false);
        BackwardPass again = Pass(true);
        Assert.DoesNotContain(kept.Model.Graph.Node, IsAgain);
        Assert.Contains(again.Model.Graph.Node, IsAgain);

        // Of sixteen layers' activations only those at the cuts and of the last segment reach the backward pass.
        Assert.Equal(16, ForwardReads(kept));
        Assert.InRange(ForwardReads(again), 2, 10);
    }

    [Fact]
    public void What_is_computed_again_waits_for_the_gradient()
    {
        BackwardPass pass = Pass(true);
        NodeProto[] tied = [.. pass.Model.Graph.Node.Where(node => node.OpType == "Add"
            && pass.Model.Graph.Node.Any(reader => IsAgain(reader) && reader.Input.Contains(node.Output[0])))];
        Assert.NotEmpty(tied);
        Dictionary<string, NodeProto> makers = pass.Model.Graph.Node.SelectMany(
            node => node.Output.Select(output => (output, node))).ToDictionary(pair => pair.output, pair => pair.node);
        Assert.All(tied, node => Assert.Equal("Mul", makers[node.Input[1]].OpType));
    }

    private static bool IsAgain(NodeProto node) => node.Name.EndsWith("/again", StringComparison.Ordinal);

    private static int ForwardReads(BackwardPass pass)
    {
        HashSet<string> forward = [.. Enumerable.Range(0, 16).Select(i => $"h{i}")];
        return pass.Model.Graph.Node.SkipWhile(node => !node.Name.StartsWith("grad/", StringComparison.Ordinal))
            .SelectMany(node => node.Input).Where(forward.Contains).Distinct().Count();
    }

    private static BackwardPass Pass(bool recomputes)
    {
        GraphBuilder graph = new("g");
        string at = graph.Input("x", 8, 4);
        for (int i = 0; i < 16; i++)
        {
            at = graph.Node("Tanh", $"h{i}",
                [graph.Node("MatMul", $"p{i}", [at, graph.Weights($"w{i}", new float[16], 4, 4)])]);
        }

        graph.Output(at, 8, 4);
        TrainingRequest request = new()
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [8, 4] },
            Loss = Loss.SoftmaxCrossEntropy(at),
            Parameters = [.. Enumerable.Range(0, 16).Select(i => $"w{i}")],
            RecomputesActivations = recomputes,
        };
        return BackwardPass.Write(request, request.InputShapes, terms => terms.Value);
    }

    private static TrainingSession Start(AutodiffOracle oracle, bool recomputes)
    {
        OnnxModel model = oracle.Model();
        TensorProto image = oracle.Inputs.Single();
        return TrainingSession.Start(new TrainingRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { [image.Name] = [.. image.Dims] },
            Loss = Loss.Sum(model.OutputNames[0]),
            Parameters = [.. model.TrainableNames],
            Optimizer = Optimizer.Sgd() with { ClippingNorm = 1 },
            RecomputesActivations = recomputes,
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        });
    }

    private static float[] Floats(TensorProto tensor) =>
        Array.ConvertAll(TensorData.Reals(tensor)!, value => (float)value);

    private static double[] Wide(OnnxTensor tensor) => Array.ConvertAll(tensor.Values, value => (double)value);
}
