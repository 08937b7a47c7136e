using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Batches taken in parts, and sharpness-aware steps.</summary>
public sealed class PartedTrainingTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(2, "sgd", false)]
    [InlineData(3, "adamw", false)]
    [InlineData(12, "adamw", true)]
    [InlineData(4, "sgd", true)]
    public void A_batch_in_parts_makes_the_step_of_the_whole_batch_for_any_count(int parts, string id, bool isWeighted)
    {
        // Weights that differ much from part to part: a mean of means would be far off.
        Loss loss = Loss.SoftmaxCrossEntropy("logits", rowWeights: isWeighted ? "weights" : null);
        using TrainingSession whole = Start(loss, id, 1);
        using TrainingSession parted = Start(loss, id, parts);
        for (int step = 0; step < 4; step++)
        {
            TrainingStep expected = SmallTraining.Step(whole, step, isWeighted);
            TrainingStep found = SmallTraining.Step(parted, step, isWeighted);
            Assert.Equal(expected.Loss, found.Loss, 1e-6);
            Assert.Equal(expected.GradientNorm!.Value, found.GradientNorm!.Value, 1e-5);
        }

        AssertNear(whole, parted, 2e-6);
    }

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("products")]
    public void Other_losses_are_taken_in_parts_too(string kind)
    {
        Loss loss = kind == "sigmoid" ? Loss.SigmoidCrossEntropy("logits", "seeds")
            : Loss.SumOfProducts(new Dictionary<string, string> { ["logits"] = "seeds" });
        using TrainingSession whole = Start(loss, "sgd", 1);
        using TrainingSession parted = Start(loss, "sgd", 4);
        OnnxTensor[] batch = [SmallTraining.Numbers("x", 5, 1), SmallTraining.Numbers("seeds", 2, 2)];
        Assert.Equal(whole.Step(batch, [], 0.1).Loss, parted.Step(batch, [], 0.1).Loss, 1e-5);
        AssertNear(whole, parted, 2e-6);
    }

    [Fact]
    public void A_checkpoint_does_not_depend_on_the_number_of_parts()
    {
        Loss loss = Loss.SoftmaxCrossEntropy("logits");
        using TrainingSession whole = Start(loss, "adamw", 1);
        using TrainingSession parted = Start(loss, "adamw", 3);
        SmallTraining.Step(whole, 0, false);
        whole.Save(_scratch.File("checkpoint"));
        parted.Resume(_scratch.File("checkpoint"));
        Assert.Equal(whole.Export().ToBytes(), parted.Export().ToBytes());
    }

    [Fact]
    public void What_cannot_be_taken_in_parts_is_refused_in_one_sentence()
    {
        Assert.Contains("5 parts", Assert.Throws<ArgumentException>(
            () => Start(Loss.SoftmaxCrossEntropy("logits"), "sgd", 5)).Message);
        GraphBuilder graph = new("g");
        graph.Output(graph.Node("MatMul", "s", [graph.Input("x", "N", 4), graph.Weights("w", new float[8], 4, 2)]), 2,
            2);
        Assert.Contains("compares rows", Assert.Throws<ArgumentException>(() => TrainingSession.Start(
            new TrainingRequest
            {
                Model = OnnxModel.Parse(graph.ToBytes()),
                InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [4, 4] },
                Loss = Loss.ClipContrastive("s"),
                Parameters = ["w"],
                MicroBatchCount = 2,
            })).Message);
    }

    [SkippableTheory]
    [InlineData("sam")]
    [InlineData("asam")]
    public void A_sharpness_aware_step_is_that_of_the_oracle(string id)
    {
        JsonElement oracle = MitigationLoss("sam_step");
        JsonElement input = oracle.GetProperty("inputs");
        float[] start = Floats(input.GetProperty("w"));
        float[] matrix = [.. input.GetProperty("H").EnumerateArray().SelectMany(Floats)];

        // Half wᵀ H w, with H as the input.
        GraphBuilder graph = new("g");
        string w = graph.Weights("w", start, 1, 2);
        string product = graph.Node("MatMul", "wh", [w, graph.Input("h", 2, 2)]);
        graph.Output(graph.Node("Mul", "y",
            [graph.Node("Mul", "square", [product, w]), graph.Weights("half", [0.5f], 1)]), 1, 2);
        using var session = TrainingSession.Start(new TrainingRequest
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["h"] = [2, 2] },
            Loss = Loss.Sum("y"),
            Parameters = ["w"],
            Optimizer = Optimizer.Sgd(),
            Sharpness = new SharpnessAwareness(input.GetProperty("rho").GetDouble(), id == "asam"),
        });
        TrainingStep step = session.Step(
            [new OnnxTensor("h", [2, 2], matrix)], [], input.GetProperty("lr").GetDouble());

        Assert.Equal(3.5, step.Loss, 1e-6);
        float[] expected = Floats(oracle.GetProperty("expected").GetProperty(id));
        float[] found = session.Parameter("w").Values;
        Assert.Equal(expected[0], found[0], 1e-6);
        Assert.Equal(expected[1], found[1], 1e-6);
    }

    [Fact]
    public void A_sharpness_aware_step_in_parts_is_that_of_the_whole_batch()
    {
        Loss loss = Loss.SoftmaxCrossEntropy("logits", rowWeights: "weights");
        SharpnessAwareness flat = new(0.5, true);
        using TrainingSession whole = Start(loss, "adamw", 1, flat);
        using TrainingSession parted = Start(loss, "adamw", 3, flat);
        using TrainingSession plain = Start(loss, "adamw", 3);
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(SmallTraining.Step(whole, step, true).Loss, SmallTraining.Step(parted, step, true).Loss, 1e-5);
            SmallTraining.Step(plain, step, true);
        }

        AssertNear(whole, parted, 1e-5);
        Assert.NotEqual(plain.Parameter("w1").Values, parted.Parameter("w1").Values);
    }

    private static JsonElement MitigationLoss(string id)
    {
        SharedFolder.Require();
        using var file = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.Path("oracles/fairness/mitigation_losses.json")));
        return file.RootElement.GetProperty("cases").EnumerateArray()
            .Single(entry => entry.GetProperty("id").GetString() == id).Clone();
    }

    private static float[] Floats(JsonElement numbers) =>
        [.. numbers.EnumerateArray().Select(number => number.GetSingle())];

    private static void AssertNear(TrainingSession expected, TrainingSession found, double tolerance)
    {
        foreach (string name in new[] { "w1", "b1", "w2" })
        {
            foreach ((float want, float got) in expected.Parameter(name).Values.Zip(found.Parameter(name).Values))
            {
                Assert.Equal(want, got, tolerance);
            }
        }
    }

    private static TrainingSession Start(
        Loss loss, string optimizer, int parts, SharpnessAwareness? sharpness = null) =>
        TrainingSession.Start(SmallTraining.Request(loss) with
        {
            Optimizer = (optimizer == "sgd" ? Optimizer.Sgd(0.9, 0.01) : Optimizer.AdamW()) with { ClippingNorm = 0.3 },
            MicroBatchCount = parts,
            Sharpness = sharpness,
        });
}
