using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Low-rank adapters and optimizers against torch's trajectories.</summary>
public sealed class TrainingOracleTests
{
    [SkippableTheory]
    [InlineData("lora_vit_dinov2", "sgd")]
    [InlineData("lora_vit_dinov2", "adamw")]
    [InlineData("lora_vit_dinov2_zero_init", "sgd")]
    [InlineData("lora_vit_dinov2_zero_init", "adamw")]
    [InlineData("lora_vit_torchvision_fused", "sgd")]
    [InlineData("lora_vit_torchvision_fused", "adamw")]
    public void Adapters_train_along_the_trajectory_of_torch_and_merge_into_a_plain_model(string name, string optimizer)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        LowRankAdapters adapters = Adapters(oracle);
        JsonElement settings = oracle.Case.GetProperty(optimizer);
        using var session = TrainingSession.Start(new TrainingRequest
        {
            Model = adapters.Model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [4, 3, 32, 32] },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            Parameters = adapters.ParameterNames,
            Optimizer = optimizer == "sgd" ? Optimizer.Sgd()
                : Optimizer.AdamW(weightDecay: settings.GetProperty("weight_decay").GetDouble()),
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        });
        TensorProto image = oracle.Inputs.Single();
        OnnxTensor pixels = new("image", [.. image.Dims], Array.ConvertAll(
            TensorData.Reals(image)!, value => (float)value));
        OnnxIntegers labels = new("labels", [4], TensorData.Integers(oracle.Array("labels.npy", "labels"))!);
        double rate = settings.GetProperty("lr").GetDouble();
        double[] losses = [.. settings.GetProperty("loss_per_step").EnumerateArray().Select(loss => loss.GetDouble())];
        for (int step = 0; step < losses.Length - 1; step++)
        {
            Assert.Equal(losses[step], session.Step([pixels], [labels], rate).Loss, 1e-4);
        }

        foreach (string parameter in adapters.ParameterNames)
        {
            double[] want = oracle.Expected($"{optimizer}5/{parameter}");
            double[] got = Array.ConvertAll(session.Parameter(parameter).Values, value => (double)value);
            AutodiffOracle.AssertClose(want, got, 0, 2e-4, parameter);
        }

        Assert.Equal(losses[^1], LossOf(adapters.Merge(session.Export()), pixels, labels), 1e-4);
    }

    [SkippableTheory]
    [InlineData("lora_vit_dinov2")]
    [InlineData("lora_vit_dinov2_zero_init")]
    [InlineData("lora_vit_torchvision_fused")]
    public void Gradients_of_adapters_are_those_of_torch(string name)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        LowRankAdapters adapters = Adapters(oracle);
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = adapters.Model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [4, 3, 32, 32] },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            With = adapters.ParameterNames,
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        TensorProto image = oracle.Inputs.Single();
        GradientValues values = session.Run(
            [new OnnxTensor("image", [.. image.Dims],
                Array.ConvertAll(TensorData.Reals(image)!, value => (float)value))],
            [new OnnxIntegers("labels", [4], TensorData.Integers(oracle.Array("labels.npy", "labels"))!)]);
        foreach (string parameter in adapters.ParameterNames)
        {
            AutodiffOracle.AssertClose(
                oracle.Expected($"grad/{parameter}"),
                Array.ConvertAll(values.Gradients[parameter].Values, value => (double)value), 1e-4, 1e-6, parameter);
        }
    }

    private static LowRankAdapters Adapters(AutodiffOracle oracle)
    {
        JsonElement lora = oracle.Case.GetProperty("lora");
        List<LowRankTarget> targets = [];
        Dictionary<string, TensorProto> start = [];
        foreach (JsonElement target in lora.GetProperty("targets").EnumerateArray())
        {
            string name = target.GetProperty("name").GetString()!;
            JsonElement columns = target.GetProperty("columns");
            targets.Add(new LowRankTarget(name, target.GetProperty("node").GetString()!,
                columns.ValueKind == JsonValueKind.Null ? null : (columns[0].GetInt32(), columns[1].GetInt32())));
            foreach (string matrix in new[] { "A", "B" })
            {
                start[$"{name}.{matrix}"] =
                    oracle.Array(target.GetProperty(matrix).GetString()!, $"{name}.{matrix}");
            }
        }

        var adapters = LowRankAdapters.Insert(oracle.Model(), targets, lora.GetProperty("rank").GetInt32(),
            lora.GetProperty("alpha").GetDouble());
        IList<TensorProto> weights = adapters.Model.Proto.Graph.Initializer;
        for (int i = 0; i < weights.Count; i++)
        {
            weights[i] = start.GetValueOrDefault(weights[i].Name, weights[i]);
        }

        return adapters;
    }

    private static double LossOf(OnnxModel model, OnnxTensor pixels, OnnxIntegers labels)
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = pixels.Shape },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            With = ["image"],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        return session.Run([pixels], [labels]).Loss;
    }
}
