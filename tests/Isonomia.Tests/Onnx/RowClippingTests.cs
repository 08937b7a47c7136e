using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Norms and clipping of the gradients of single rows.</summary>
public sealed class RowClippingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_update_is_the_sum_of_the_shortened_gradients_of_single_rows(int parts)
    {
        const double Longest = 0.5;
        TrainingRequest request = SmallTraining.Request() with
        {
            Optimizer = Optimizer.Sgd(), RowClippingNorm = Longest, MicroBatchCount = parts,
        };
        OnnxTensor x = SmallTraining.Numbers("x", 5, 0);
        OnnxIntegers labels = SmallTraining.Labels(0);
        List<GradientValues> rows = [.. Singles(request.Model, request.Parameters, x, labels)];
        double[] norms = [.. rows.Select(Norm)];
        Assert.Contains(norms, norm => norm > Longest);
        Assert.Contains(norms, norm => norm < Longest);

        using var session = TrainingSession.Start(request);
        Dictionary<string, float[]> before = request.Parameters.ToDictionary(
            name => name, name => session.Parameter(name).Values);
        TrainingStep step = session.Step([x], [labels], 1);

        Assert.Equal(rows.Average(row => row.Loss), step.Loss, 1e-5);
        Assert.Equal(norms, step.RowNorms!.Select(norm => (double)norm), (a, b) => Math.Abs(a - b) < 1e-4);
        foreach (string name in request.Parameters)
        {
            float[] after = session.Parameter(name).Values;
            for (int i = 0; i < after.Length; i++)
            {
                double expected = rows.Zip(norms, (row, norm) =>
                    Math.Min(1, Longest / norm) * row.Gradients[name].Values[i]).Sum() / SmallTraining.Rows;
                Assert.Equal(expected, before[name][i] - after[i], 1e-5);
            }
        }
    }

    [SkippableTheory]
    [InlineData("model_vit_timm", true)]
    [InlineData("model_vit_dinov2", true)]
    [InlineData("model_swin", null)]
    [InlineData("model_mobilenet_v3", false)]
    public void Norms_of_all_rows_at_once_are_those_of_rows_one_at_a_time_for_any_network(string name, bool? atOnce)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        OnnxModel model = oracle.Model();
        TensorProto image = oracle.Inputs.Single();
        int count = (int)image.Dims[0];
        OnnxTensor pixels = new(image.Name, [.. image.Dims], Floats(image));
        OnnxIntegers labels = new("labels", [count], TensorData.Integers(oracle.Array("labels.npy", "labels"))!);
        string output = model.OutputNames[0];
        string[] parameters = [.. ParameterChoice.All(model, output)];
        TrainingRequest request = new()
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { [image.Name] = [.. image.Dims] },
            Loss = Loss.SoftmaxCrossEntropy(output),
            Parameters = parameters,
            RowClippingNorm = 1,
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        };
        using var session = TrainingSession.Start(request);

        IReadOnlyList<float> found = session.Step([pixels], [labels], 0).RowNorms!;

        double[] expected = [.. Singles(model, parameters, pixels, labels, output).Select(Norm)];
        Assert.Equal(expected, found.Select(norm => (double)norm), (a, b) => Math.Abs(a - b) < 1e-3 * Math.Abs(a));
        if (atOnce is { } wanted)
        {
            using RowNorms norms = new(
                request with { Parameters = session.ParameterNames }, request.InputShapes);
            Assert.Equal(wanted, norms.IsVectorized);
        }
    }

    [Fact]
    public void A_model_that_lays_rows_out_in_another_order_is_noticed()
    {
        // Positions come before rows in the product: its rows are not those of the batch.
        GraphBuilder graph = new("g");
        string turned = graph.Node(
            "Transpose", "t", [graph.Input("x", "N", 2, 3)], GraphAttribute.Integers("perm", 1, 0, 2));
        string flat = graph.Node("Reshape", "f", [turned, graph.Integers("s1", -1, 3)]);
        string product = graph.Node(
            "MatMul", "p", [flat, graph.Weights("w", [.1f, -.2f, .3f, .2f, .1f, -.3f], 3, 2)]);
        string back = graph.Node("Reshape", "b", [product, graph.Integers("s2", 2, -1, 2)]);
        graph.Output(graph.Node("ReduceMean", "logits", [graph.Node("Tanh", "h", [back])],
            GraphAttribute.Integers("axes", 0), GraphAttribute.Integer("keepdims", 0)), "N", 2);
        OnnxModel model = OnnxModel.Parse(graph.ToBytes());
        OnnxTensor x = new("x", [4, 2, 3], [.. Enumerable.Range(0, 24).Select(i => (float)Math.Sin(i * i))]);
        OnnxIntegers labels = new("labels", [4], [0, 1, 1, 0]);
        TrainingRequest request = new()
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [4, 2, 3] },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            Parameters = ["w"],
            RowClippingNorm = 1,
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        };
        using var session = TrainingSession.Start(request);
        double[] expected = [.. Singles(model, ["w"], x, labels).Select(Norm)];
        for (int step = 0; step < 2; step++)
        {
            Assert.Equal(expected, session.Step([x], [labels], 0).RowNorms!.Select(norm => (double)norm),
                (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void Inputs_of_different_numbers_of_rows_have_no_single_rows()
    {
        GraphBuilder graph = new("g");
        graph.Output(graph.Node("Mul", "y", [graph.Node("MatMul", "p",
            [graph.Input("x", 4, 2), graph.Weights("w", [1, 2], 2, 1)]), graph.Input("scale", 1, 1)]), 4, 1);
        ArgumentException failure = Assert.Throws<ArgumentException>(() => TrainingSession.Start(new TrainingRequest
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [4, 2], ["scale"] = [1, 1] },
            Loss = Loss.Sum("y"),
            Parameters = ["w"],
            RowClippingNorm = 1,
        }));
        Assert.Contains("4 and 1 rows", failure.Message);
    }

    private static IEnumerable<GradientValues> Singles(
        OnnxModel model, IReadOnlyList<string> parameters, OnnxTensor x, OnnxIntegers labels, string output = "logits")
    {
        long[] shape = [1, .. x.Shape.Skip(1)];
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { [x.Name] = shape },
            Loss = Loss.SoftmaxCrossEntropy(output),
            With = parameters,
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        int width = x.Values.Length / (int)x.Shape[0];
        for (int row = 0; row < x.Shape[0]; row++)
        {
            yield return session.Run(
                [new OnnxTensor(x.Name, shape, x.Values[(row * width)..((row + 1) * width)])],
                [new OnnxIntegers("labels", [1], [labels.Values[row]])]);
        }
    }

    private static double Norm(GradientValues row) => Math.Sqrt(
        row.Gradients.Values.Sum(gradient => gradient.Values.Sum(value => (double)value * value)));

    private static float[] Floats(TensorProto tensor) =>
        Array.ConvertAll(TensorData.Reals(tensor)!, value => (float)value);
}
