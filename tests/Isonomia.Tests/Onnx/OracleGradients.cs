using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Loss and gradients of a case of the autodiff oracles, as this program computes them.</summary>
internal sealed record OracleGradients(double Loss, IReadOnlyDictionary<string, double[]> Gradients)
{
    internal static OracleGradients Of(AutodiffOracle oracle, OnnxModel model, IReadOnlyList<string> wanted)
    {
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

            scalar = Isonomia.Onnx.Loss.SumOfProducts(terms);
        }
        else
        {
            string output = loss.GetProperty("output").GetString()!;
            string file = (loss.TryGetProperty("labels", out JsonElement labels) ? labels
                : loss.GetProperty("targets")).GetString()!;
            inputs.Add(oracle.Array(file, "loss/labels"));
            scalar = kind switch
            {
                "softmax_cross_entropy" => Isonomia.Onnx.Loss.SoftmaxCrossEntropy(output, "loss/labels"),
                "sigmoid_bce" => Isonomia.Onnx.Loss.SigmoidCrossEntropy(output, "loss/labels"),
                _ => Isonomia.Onnx.Loss.ClipContrastive(output, "loss/labels"),
            };
        }

        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model, InputShapes = shapes, Loss = scalar, With = wanted,
        });
        using GraphRunner runner = new(graph.Model.Proto, model.Path, new OnnxSessionSettings { ThreadCount = 1 });
        TensorProto[] results = runner.Run(
            inputs, [graph.LossName, .. wanted.Select(tensor => graph.GradientNames[tensor])]);
        return new OracleGradients(
            TensorData.Reals(results[0])![0],
            wanted.Select((tensor, i) => (tensor, Numbers: TensorData.Reals(results[i + 1])!))
                .ToDictionary(pair => pair.tensor, pair => pair.Numbers, StringComparer.Ordinal));
    }
}
