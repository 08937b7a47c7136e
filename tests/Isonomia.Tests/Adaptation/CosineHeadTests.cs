using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Heads that compare pictures with texts: trained prototypes, and an adapter before fixed ones.</summary>
public sealed class CosineHeadTests
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 16, Epochs = 2, LearningRate = 0.01, Selection = "overall", Patience = 0, LogitScale = 10,
    };

    private static string Fixture => Path.Combine(
        RepositoryFolder.Root, "tests", "Isonomia.Tests", "Adaptation", "Fixtures", "cosine_torch.json");

    /// <summary>Every method with both heads, but those that the heads refuse.</summary>
    public static TheoryData<string, string> Methods
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string head in new[] { "prototypes", "clip_adapter" })
            {
                foreach (MitigationMethod method in MitigationMethod.All.Where(one => !one.NeedsPictures))
                {
                    data.Add(head, method.Id);
                }
            }

            return data;
        }
    }

    /// <summary>Losses, first gradients and parameters after six steps of torch's AdamW in double precision.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Six_steps_are_those_of_torch(int number)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Fixture));
        JsonElement own = file.RootElement.GetProperty("cases")[number];
        int[] labels = [.. own.GetProperty("label").EnumerateArray().Select(value => value.GetInt32())];
        int width = own.GetProperty("width").GetInt32();
        double[][] classes = [.. Numbers(own, "prototypes").Chunk(width)];
        MitigationContext context = Context(
            new FloatMatrix((float[])[.. Numbers(own, "x").Select(value => (float)value)], width), labels, classes,
            Options with
            {
                Head = own.GetProperty("head").GetString()!, LogitScale = own.GetProperty("scale").GetDouble(),
                AdapterShare = own.GetProperty("share").GetDouble(),
                LearningRate = own.GetProperty("rate").GetDouble(),
                WeightDecay = own.GetProperty("decay").GetDouble(),
                ClippingNorm = own.GetProperty("norm").GetDouble(),
            });
        using CosineNetwork network = new(context, classes.Length, "head");
        if (context.Options.Head == "clip_adapter")
        {
            foreach ((DenseLayer layer, string name) in network.Network.Layers.Zip(["down", "up"]))
            {
                Numbers(own, name).Select(value => (float)value).ToArray().CopyTo(layer.Weights);
            }
        }

        int[] rows = [.. Enumerable.Range(0, labels.Length)];
        double[] losses = Numbers(own, "losses");
        for (int step = 0; step < losses.Length; step++)
        {
            double[] logits = [.. network.Forward(network.Gather(rows, []), rows.Length).ToArray()
                .Select(value => (double)value)];
            LossBatch batch = MitigationCases.Batch(logits, labels, new int[labels.Length], classes.Length);
            Assert.Equal(losses[step], new WeighingLoss().Evaluate(batch), 1e-4);
            network.Backward(batch);
            if (step == 0)
            {
                ShouldBe(own.GetProperty("first_gradients"), [.. network.Network.Layers.Select(layer =>
                    layer.Gradient[..layer.Weights.Length])], 2e-5);
            }

            network.Step(1);
        }

        ShouldBe(own.GetProperty("trained"), [.. network.Network.Layers.Select(layer =>
            layer.Weights.ToArray())], 2e-4);
        Assert.All(network.Network.Layers, layer => Assert.All(layer.Biases.ToArray(), bias => Assert.Equal(0, bias)));
    }

    [Theory]
    [InlineData("prototypes")]
    [InlineData("clip_adapter")]
    public void The_gradient_agrees_with_central_differences(string head)
    {
        MitigationProblem problem = PlantedBias.Problem(20, 4);
        MitigationContext context = new(
            problem, new Dictionary<string, double>(), Options with { Head = head, LogitScale = 3 }, 2);
        using CosineNetwork network = new(context, 2, "head");
        int[] rows = [.. Enumerable.Range(0, 10)];
        float[] inputs = network.Gather(rows, []);
        double[] slope = [.. Enumerable.Range(0, 20).Select(i => Math.Sin(i + 1))];
        double[] logits = Wide(network.Forward(inputs, rows.Length));
        LossBatch batch = MitigationCases.Batch(logits, new int[10], new int[10], 2);
        slope.CopyTo(batch.LogitGradient, 0);
        network.Backward(batch);
        foreach (DenseLayer layer in network.Network.Layers)
        {
            float[] gradient = [.. layer.Gradient];
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                float there = layer.Parameters[i];
                double Value(float step)
                {
                    layer.Parameters[i] = there + step;
                    double value = Wide(network.Forward(inputs, rows.Length)).Zip(slope, (z, s) => z * s).Sum();
                    layer.Parameters[i] = there;
                    return value;
                }

                Assert.Equal((Value(5e-3f) - Value(-5e-3f)) / 1e-2, gradient[i], 5e-3);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Before_training_it_is_the_zero_shot_classifier(int classCount)
    {
        RandomSource random = new(8);
        double[][] classes = [.. Enumerable.Range(0, classCount).Select(_ => TextEmbeddings.Unit(
            [.. Enumerable.Range(0, 6).Select(_ => random.NextNormal())]))];
        FloatMatrix pictures =
            new((float[])[.. Enumerable.Range(0, 30 * 6).Select(_ => (float)(3 * random.NextNormal()))], 6);
        int[] labels = [.. Enumerable.Range(0, 30).Select(i => i % classCount)];
        MitigationContext context = Context(pictures, labels, classes, Options with { Head = "prototypes" });
        using HeadTrainer trainer = new(context, new WeighingLoss());
        double[] scores = trainer.Scores([.. Enumerable.Range(0, 30)]);
        double[] expected = PromptProjection.ZeroShotScores(pictures, classes, 10);
        Assert.All(scores.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));

        // A head for each group starts from the same prompts: the sum of its logits only sharpens.
        using HeadTrainer heads = new(
            context with { Problem = context.Problem with { GroupNames = ["a", "b"] } }, new IndependentHeadsLoss());
        double[] sharper = PromptProjection.ZeroShotScores(pictures, classes, 20);
        Assert.All(
            heads.Scores([.. Enumerable.Range(0, 30)]).Zip(sharper),
            pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_trains_the_head_or_is_refused_in_a_sentence(string head, string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        TrainingOptions options = Options with { Head = head };
        bool isRefused = method.NeedsHiddenLayer || id == "suppress"
            || (head == "clip_adapter" && (id is "crt" or "reweight_crt" or "vanilla_crt"));
        if (isRefused)
        {
            Assert.Contains($"the head '{head}' compares pictures with texts", Assert.Throws<ArgumentException>(() =>
                HeadKinds.Require(method, options)).Message, StringComparison.Ordinal);
            return;
        }

        HeadKinds.Require(method, options);
        MitigationProblem problem = PlantedBias.Problem(60, 6);
        Dictionary<string, double> given = id == "label_massaging" ? new() { ["consent"] = 1 } : [];
        MitigationContext context = new(problem, MitigationContext.Complete(method, given), options, 3);
        FittedMitigation first = MitigationFit.Run(method, context, default);
        Assert.All(first.Scores, score => Assert.InRange(score, 0, 1));
        Assert.Equal(first.Scores, MitigationFit.Run(method, context with { }, default).Scores);
    }

    [Fact]
    public void Training_moves_prototypes_to_what_the_rows_say_and_tells_where_it_started()
    {
        MitigationProblem problem = PlantedBias.Problem(200, 5, agreement: 0.5);

        // Prompts of the wrong class.
        problem = problem with { Texts = problem.Texts! with { Classes = [.. problem.Texts.Classes.Reverse()] } };
        MitigationContext context = new(
            problem, new Dictionary<string, double>(), Options with { Head = "prototypes", Epochs = 20 }, 1);
        TrainedScores trained = MitigationFit.Run(MitigationMethod.Erm, context, default).Trained;
        double[] before = PromptProjection.ZeroShotScores(problem.Embeddings, problem.Texts!.Classes, 10);
        Assert.True(Accuracy(trained.Scores) > Accuracy(before) + 0.05);
        string note =
            Assert.Single(context.Notes, one => one.Contains("by the prompts alone", StringComparison.Ordinal));
        ValidationJudge judge = new(problem, Options);
        Assert.Contains(
            judge.Of(ClassScores.Take(before, problem.Validation, 2)).ToString("0.000",
                System.Globalization.CultureInfo.InvariantCulture),
            note, StringComparison.Ordinal);

        double Accuracy(double[] scores) =>
            problem.Test.Average(row => (scores[row] >= 0.5 ? 1 : 0) == problem.Labels[row] ? 1.0 : 0);
    }

    [Theory]
    [InlineData("prototypes", "erm")]
    [InlineData("prototypes", "group_dro")]
    [InlineData("prototypes", "domain_ind")]
    [InlineData("prototypes", "lff")]
    [InlineData("prototypes", "sam")]
    [InlineData("clip_adapter", "erm")]
    [InlineData("clip_adapter", "group_dro")]
    [InlineData("clip_adapter", "lff")]
    [InlineData("clip_adapter", "mixup")]
    public void A_head_trained_in_the_model_is_the_head_trained_on_its_embeddings(string head, string id)
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("head", "out");
        string texts = Texts(phantom, 102, "class:0", "class:1");
        using var backbone = TunedBackbone.Open(
            request.Backbone, Cohort.Open(request.Cohort), request.Source, ("dx", null), Options with { Head = head },
            texts, request.OutputFolder, 1, (_, _) => { }, null, default);
        MitigationMethod method = MitigationMethod.All[id];
        MitigationContext context = new(
            backbone.Task.Problem(backbone.Task.Groups([])),
            MitigationContext.Complete(method, new Dictionary<string, double>()), Options with { Head = head }, 3)
        {
            Backbone = backbone,
        };
        FittedMitigation tuned = MitigationFit.Run(method, context, default);
        FittedMitigation plain = MitigationFit.Run(method, context with { Backbone = null }, default);
        Assert.All(plain.Scores.Zip(tuned.Scores), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
        Assert.Equal(102, Assert.Single(backbone.Facts.Kept).Value);
    }

    [Theory]
    [InlineData("head", "prototypes")]
    [InlineData("lora", "prototypes")]
    [InlineData("lora", "clip_adapter")]
    public void A_tuned_model_gives_cosine_logits_and_goes_on_after_a_stop(string adapter, string head)
    {
        using PicturePhantom phantom = new();
        string texts = Texts(phantom, adapter == "lora" ? 6 : 102, "class:0", "class:1");
        TuneRequest At(string folder)
        {
            TuneRequest request = phantom.Request(adapter, folder);
            return request with { Texts = texts, Training = request.Training with { Head = head, LogitScale = 7 } };
        }

        TuneResult whole = ModelTuning.Run(At("whole"));
        Assert.Equal(7, whole.Training.LogitScale);
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => ModelTuning.Run(At("parts"), new StopAfter(6, cancel),
            cancel.Token));
        TuneResult resumed = ModelTuning.Run(At("parts"));
        Assert.True(resumed.ResumedFrom > 0);
        Assert.Equal(whole.Notes.Select(note => note.Sentence), resumed.Notes.Select(note => note.Sentence));
        foreach (string file in new[] { "model.onnx", "predictions.csv", "model.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("parts"), file)));
        }

        ModelInput input = ModelCard.Read(phantom.Out("whole")).Input;
        using var session = OnnxSession.Open(Path.Combine(phantom.Out("whole"), "model.onnx"), 1);
        float[] logits = session.Run(
            new OnnxTensor(
                "image", [1, input.BandCount, input.Height, input.Width],
                [.. Enumerable.Range(0, input.Length).Select(i => (float)Math.Sin(i))]),
            ClassifierHead.Logits)[0].Values;
        Assert.All(logits, logit => Assert.InRange(logit, -7.0001, 7.0001));
    }

    [Fact]
    public void Heads_without_what_they_start_from_are_refused_in_a_sentence()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("head", "out");
        request = request with { Training = request.Training with { Head = "prototypes" } };
        Assert.Contains("name their store with --texts", Assert.Throws<ProbeException>(() =>
            ModelTuning.Run(request)).Message, StringComparison.Ordinal);
        Assert.Contains("some classes only", Refused(Texts(phantom, 102, "class:0", "class:yes")),
            StringComparison.Ordinal);
        Assert.Contains("hold none; a prompt of every class", Refused(Texts(phantom, 102, "class:no", "class:yes")),
            StringComparison.Ordinal);
        Assert.Contains("The texts are 5 wide and the pictures 102", Refused(Texts(phantom, 5, "class:0", "class:1")),
            StringComparison.Ordinal);
        Assert.Contains("logit scale is 0", Assert.Throws<ArgumentException>(() => HeadKinds.Require(
            Options with { LogitScale = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("share is 2", Assert.Throws<ArgumentException>(() => HeadKinds.Require(
            Options with { AdapterShare = 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("'dfr' trains a last layer anew", Assert.Throws<ArgumentException>(() => ModelTuning.Run(
            request with { Method = "dfr" })).Message, StringComparison.Ordinal);

        MitigationContext context = Context(
            new FloatMatrix((float[])[1, 0, 0, 0], 2), [0, 1], [[1, 0], [0, 1]], Options with { Head = "prototypes" });
        Assert.Contains("'r1' has length 0", Assert.Throws<ProbeException>(() =>
            new CosineNetwork(context, 2, "head")).Message, StringComparison.Ordinal);

        string Refused(string texts) =>
            Assert.Throws<ProbeException>(() => ModelTuning.Run(request with { Texts = texts })).Message;
    }

    /// <summary>A store of texts that a formula makes.</summary>
    internal static string Texts(PicturePhantom phantom, int width, params string[] ids)
    {
        string name = $"texts-{width}-{string.Join('-', ids).Replace(':', '_')}";
        using (CsvWriter rows = new(
            phantom.Out(name + ".csv"), ["id", .. Enumerable.Range(0, width).Select(j => $"e{j}")]))
        {
            foreach ((int index, string id) in ids.Index())
            {
                rows.Cell(id);
                for (int j = 0; j < width; j++)
                {
                    rows.Cell((float)Math.Sin((index + 1) * (j + 2)));
                }

                rows.EndRow();
            }

            rows.Complete();
        }

        EmbeddingImport.Run(new EmbeddingImportRequest
        {
            Path = phantom.Out(name + ".csv"), StorePath = phantom.Out(name), Ids = ids,
        });
        return phantom.Out(name);
    }

    private static MitigationContext Context(
        FloatMatrix pictures, int[] labels, double[][] classes, TrainingOptions options)
    {
        MitigationContext context = MitigationCases.Context(
            MitigationMethod.Erm, labels, new int[labels.Length], pictures, classCount: classes.Length);
        return context with
        {
            Options = options,
            Problem = context.Problem with { Texts = new TextEmbeddings { Classes = classes } },
        };
    }

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static double[] Wide(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];

    private static void ShouldBe(JsonElement expected, float[][] actual, double tolerance)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        foreach ((JsonElement one, float[] own) in expected.EnumerateArray().Zip(actual))
        {
            double[] numbers = [.. one.EnumerateArray().Select(value => value.GetDouble())];
            double largest = numbers.Max(Math.Abs);
            Assert.All(
                numbers.Zip(own), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, largest)));
        }
    }

    private sealed class StopAfter(int steps, CancellationTokenSource cancel) : IProgress<AuditProgress>
    {
        private int _count;

        public void Report(AuditProgress value)
        {
            if (value.Stage.StartsWith("epoch", StringComparison.Ordinal) && ++_count == steps)
            {
                cancel.Cancel();
            }
        }
    }
}
