using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Every gradient rule against finite differences of the runtime's own forward pass.</summary>
public sealed class OperatorRuleConformanceTests
{
    private const float Step = 4e-3f;

    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> data = [];
            foreach ((int index, GradientCase entry) in GradientCases.All().Index())
            {
                data.Add(index, entry.Id);
            }

            return data;
        }
    }

    [Fact]
    public void Every_rule_has_a_case_and_stands_in_the_guide()
    {
        HashSet<string> ids = [.. GradientCases.All().Select(entry => entry.Id)];
        string guide = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "guide", "autodiff.md"));
        Violations.ShouldBeNone(OperatorRule.All.Where(rule => rule.Backward is not null && !ids.Contains(rule.Id))
            .Select(rule => $"{rule.Id} has no case in GradientCases."));
        Violations.ShouldBeNone(OperatorRule.All.Where(rule =>
            !guide.Contains($"`{rule.Id}`", StringComparison.Ordinal))
            .Select(rule => $"{rule.Id} is not in docs/guide/autodiff.md."));
        Violations.ShouldBeNone(OperatorLowering.All.Where(entry => !ids.Contains(entry.Id))
            .Select(entry => $"{entry.Id} has no case in CompositeGradientCases."));
        Violations.ShouldBeNone(OperatorLowering.All.Where(entry =>
            !guide.Contains($"`{entry.Id}`", StringComparison.Ordinal))
            .Select(entry => $"{entry.Id} is not in docs/guide/autodiff.md."));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_gradient_is_the_slope_that_finite_differences_measure(int index, string id)
    {
        GradientCase entry = GradientCases.All().ElementAt(index);
        Dictionary<string, IReadOnlyList<long>> shapes = entry.Inputs.ToDictionary(
            input => input.Name, input => (IReadOnlyList<long>)[.. input.Dims], StringComparer.Ordinal);
        string[] wanted = [.. shapes.Keys];
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = entry.Model,
            InputShapes = shapes,
            Loss = Loss.SumOfProducts(new Dictionary<string, string> { ["y"] = "cotangent" }),
            With = wanted,
        });
        ValueInfoProto given = graph.Model.Proto.Graph.Input.Single(input => input.Name == "cotangent");
        long[] shape = [.. given.Type.TensorType.Shape.Dim.Select(axis => axis.DimValue)];
        double[] cotangent = [.. Enumerable.Range(0, (int)TensorData.Count(shape)).Select(i => 1 + Math.Sin(3 * i))];
        var type = (TensorProto.Types.DataType)given.Type.TensorType.ElemType;
        using GraphRunner backward = new(graph.Model.Proto, id);
        TensorProto[] gradients = backward.Run(
            [.. entry.Inputs, TensorData.Reals("cotangent", type, cotangent, shape)],
            [.. wanted.Select(name => graph.GradientNames[name])]);

        using GraphRunner forward = new(entry.Model.Proto, id, optimize: false);
        for (int i = 0; i < wanted.Length; i++)
        {
            double[] slope = TensorData.Reals(gradients[i])!;
            Assert.Equal(entry.Inputs[i].Dims, gradients[i].Dims);
            for (int place = 0; place < slope.Length; place++)
            {
                double measured = (At(Step) - At(-Step)) / (2 * Step);
                Assert.True(Math.Abs(measured - slope[place]) <= 0.01 * Math.Max(1, slope.Max(Math.Abs)),
                    $"{id}, {wanted[i]}[{place}]: rule {slope[place]:g5}, finite difference {measured:g5}.");

                double At(float change)
                {
                    float[] moved = Array.ConvertAll(TensorData.Reals(entry.Inputs[i])!, value => (float)value);
                    moved[place] += change;
                    TensorProto[] inputs = [.. entry.Inputs];
                    inputs[i] = TensorData.Of(inputs[i].Name, moved, [.. inputs[i].Dims]);
                    return TensorData.Reals(forward.Run(inputs, ["y"])[0])!.Zip(cotangent, (y, c) => y * c).Sum();
                }
            }
        }
    }
}
