using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Gradients of single operators and whole networks against torch in double precision.</summary>
public sealed class GradientOracleTests
{
    public static TheoryData<string> Cases
    {
        get
        {
            TheoryData<string> cases = [];
            if (!SharedFolder.Exists)
            {
                cases.Add("none");
                return cases;
            }

            using var index = JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("oracles/autodiff/index.json")));
            foreach (JsonElement entry in index.RootElement.EnumerateArray())
            {
                string name = entry.GetProperty("case").GetString()!;
                if (name.StartsWith("op_", StringComparison.Ordinal)
                    || name.StartsWith("model_", StringComparison.Ordinal))
                {
                    cases.Add(name);
                }
            }

            return cases;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_those_of_torch(string name)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        JsonElement loss = oracle.Case.GetProperty("loss");
        string kind = loss.GetProperty("kind").GetString()!;
        List<TensorProto> inputs = [.. oracle.Inputs];
        Dictionary<string, IReadOnlyList<long>> shapes = inputs.ToDictionary(
            input => input.Name, input => (IReadOnlyList<long>)[.. input.Dims], StringComparer.Ordinal);
        Loss scalar;
        if (kind == "sum_product")
        {
            Dictionary<string, string> terms = [];
            foreach (JsonElement term in loss.GetProperty("terms").EnumerateArray())
            {
                string output = term.GetProperty("output").GetString()!;
                terms[output] = $"cotangent/{output}";
                inputs.Add(oracle.Array(term.GetProperty("weight").GetString()!, $"cotangent/{output}"));
            }

            scalar = Loss.SumOfProducts(terms);
        }
        else
        {
            string output = loss.GetProperty("output").GetString()!;
            string file = (loss.TryGetProperty("labels", out JsonElement labels) ? labels
                : loss.GetProperty("targets")).GetString()!;
            inputs.Add(oracle.Array(file, "loss/labels"));
            scalar = kind switch
            {
                "softmax_cross_entropy" => Loss.SoftmaxCrossEntropy(output, "loss/labels"),
                "sigmoid_bce" => Loss.SigmoidCrossEntropy(output, "loss/labels"),
                _ => Loss.ClipContrastive(output, "loss/labels"),
            };
        }

        string[] wanted = [.. oracle.Case.GetProperty("gradients").EnumerateArray()
            .Select(entry => entry.GetProperty("tensor").GetString()!)];
        OnnxModel model = oracle.Model();
        JsonElement norms = default;
        bool hasNorms = oracle.Case.TryGetProperty("gradient_l2_norms", out norms);
        string[] normed = hasNorms ? [.. norms.EnumerateObject().Select(entry => entry.Name)] : [];
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model, InputShapes = shapes, Loss = scalar, With = [.. wanted.Union(normed)],
        });

        using GraphRunner runner = new(graph.Model.Proto, name, new OnnxSessionSettings { ThreadCount = 1 });
        string[] all = [.. wanted.Union(normed)];
        string[] outputs = [graph.LossName, .. all.Select(tensor => graph.GradientNames[tensor])];
        TensorProto[] results = runner.Run(inputs, outputs);
        JsonElement tolerance = oracle.Case.GetProperty("tolerance");
        double value = loss.GetProperty("value").GetDouble();
        Assert.InRange(TensorData.Reals(results[0])![0], value - 1e-4 - (1e-4 * Math.Abs(value)),
            value + 1e-4 + (1e-4 * Math.Abs(value)));
        for (int i = 0; i < all.Length; i++)
        {
            double[] got = TensorData.Reals(results[i + 1])!;
            if (wanted.Contains(all[i]))
            {
                Compare(oracle.Expected($"grad/{all[i]}"), got, tolerance, all[i]);
            }

            if (normed.Contains(all[i]))
            {
                double norm = norms.GetProperty(all[i]).GetDouble();
                Assert.Equal(norm, Math.Sqrt(got.Sum(number => number * number)), 5e-3 * norm);
            }
        }
    }

    private static void Compare(double[] want, double[] got, JsonElement tolerance, string tensor)
    {
        if (tolerance.TryGetProperty("rtol", out JsonElement rtol))
        {
            AutodiffOracle.AssertClose(want, got, rtol.GetDouble(), tolerance.GetProperty("atol").GetDouble(), tensor);
            return;
        }

        double size = Math.Sqrt(want.Sum(number => number * number));
        double off = Math.Sqrt(want.Zip(got).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
        double share = tolerance.GetProperty("l2_rtol").GetDouble();
        Assert.True(off <= share * size, $"{tensor}: off by {off:g3} in L2, where its norm is {size:g3}.");
    }
}
