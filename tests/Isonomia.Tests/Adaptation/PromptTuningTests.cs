using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Prompts whose context is trained through the text tower of the structural CLIP.</summary>
public sealed class PromptTuningTests
{
    private static readonly ZeroShotClass[] Classes = [new("0", ["c"]), new("1", ["d", "b d"])];

    /// <summary>Classes, loss, gradient and five steps of AdamW through a text tower that was written in
    /// torch.</summary>
    [SkippableFact]
    public void Gradient_and_steps_of_the_context_are_those_of_torch()
    {
        SharedFolder.Require();
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(
            RepositoryFolder.Root, "tests", "Isonomia.Tests", "Adaptation", "Fixtures", "coop_torch.json")));
        JsonElement own = file.RootElement;
        long[][] ids = [.. own.GetProperty("ids").EnumerateArray().Select(row =>
            row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];
        int count = own.GetProperty("count").GetInt32();
        PromptTokens tokens = new(
            ids, ids, [.. own.GetProperty("owners").EnumerateArray().Select(one => one.GetInt32())], 1, count);
        var tower = PromptTower.Of(
            OnnxModel.Load(SharedFolder.Path("models/toy/clip.onnx")), "input_ids", null, "text_embedding");
        GraphBuilder builder = new("pictures");
        builder.Output(builder.Node("Identity", "embedding", [builder.Input("image", "N", 24)]), "N", 24);
        OnnxModel model = tower.Attach(
            OnnxModel.Parse(builder.ToBytes()), "embedding", "flatten", 24, tokens, Singles(own, "start"),
            own.GetProperty("scale").GetDouble());
        ShouldBe(Numbers(own, "classes"), PromptTower.ClassVectors(model), 1e-5);

        double rate = own.GetProperty("rate").GetDouble();
        using TrainingSession adam = Start(
            model, Onnx.Optimizer.AdamW(weightDecay: own.GetProperty("decay").GetDouble()));
        foreach (double loss in Numbers(own, "losses"))
        {
            Assert.Equal(loss, Step(adam, own, rate), 1e-4);
        }

        ShouldBe(Numbers(own, "context"), adam.Parameter(PromptTower.Context).Values, 2e-4);
        using TrainingSession plain = Start(model, Onnx.Optimizer.Sgd());
        Step(plain, own, 1);
        ShouldBe(
            Numbers(own, "gradient"),
            [.. Singles(own, "start")
                .Zip(plain.Parameter(PromptTower.Context).Values, (before, after) => before - after)],
            1e-5);
    }

    [SkippableFact]
    public void Before_training_words_in_front_of_a_prompt_are_the_zero_shot_classes()
    {
        using PicturePhantom phantom = new();
        ToyClip.Write(phantom.Out("clip"));
        var card = ModelCard.Read(phantom.Out("clip"));
        var prompt = TunedPrompt.Open(
            phantom.Out("clip"), card, new PromptRequest { Classes = Classes, ContextInit = "a b" }, ["0", "1"], 24);
        Assert.Equal(2, prompt.Tokens.ContextCount);
        OnnxModel model = prompt.Start(new RandomSource(1), 2, 10).Attach(
            ModelPart.Without(OnnxModel.Load(phantom.Out("clip/clip.onnx")), "input_ids"), card.Embedding, "flatten");
        using DualEncoder encoder = DualEncoder.Open(phantom.Out("clip"), 1);
        List<string> cut = [];
        float[][] expected = [.. Classes.Select(one => ZeroShot.ClassVector(encoder, one, ["a b {}"], cut, default))];
        ShouldBe([.. expected.SelectMany(row => row).Select(value => (double)value)], PromptTower.ClassVectors(model),
            1e-5);
        Assert.Equal(["image"], model.InputNames);
    }

    [SkippableFact]
    public void A_tuned_prompt_is_handed_out_as_a_model_without_a_text_tower_a_store_and_vectors()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = Request(phantom, "out", "a b");
        TuneResult result = ModelTuning.Run(request);
        Assert.Equal("prompt", result.Training.Head);
        Assert.Equal((2, 2 * 32L), (result.Prompt!.ContextCount, result.TrainedCount));
        Assert.True(result.ParameterCount > 40_000);
        Assert.Equal(24, Assert.Single(result.Kept).Value);
        Assert.Contains(result.Notes, note => note.Sentence.Contains("by the prompts alone", StringComparison.Ordinal));

        // The written model gives the scores by itself, from pictures alone.
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        var card = ModelCard.Read(request.OutputFolder);
        Assert.Null(card.Text);
        Assert.Equal(["image_embedding", ClassifierHead.Logits], card.Outputs.Select(output => output.Name));
        using var session = OnnxSession.Open(Path.Combine(request.OutputFolder, "model.onnx"), 1, result.TunedSha256);
        Assert.Equal(["image"], session.InputNames);
        using EmbeddingMatrix store = EmbeddingMatrix.Open(Path.Combine(request.OutputFolder, "tuned_texts"));
        double[][] classes = [.. new[] { "class:0", "class:1" }.Select(id => store.Row(store.RowOf(id)).ToArray()
            .Select(value => (double)value).ToArray())];
        for (int row = 0; row < 6; row++)
        {
            float[] prepared = new float[card.Input.Length];
            string name = table["id"][row] + ".png";
            card.Input.Fill(Imaging.ImageFile.Decode(File.ReadAllBytes(phantom.Out(name)), name, 0), prepared);
            IReadOnlyList<OnnxTensor> given = session.Run(
                new OnnxTensor("image", [1, 3, 32, 32], prepared), [ClassifierHead.Logits, "image_embedding"]);
            double score = double.Parse(table["score"][row]!, CultureInfo.InvariantCulture);
            Assert.Equal(1 / (1 + Math.Exp(given[0].Values[0] - given[0].Values[1])), score, 1e-5);

            // So does the store, for 'isonomia adapt --texts' and zero-shot.
            FloatMatrix picture = new(given[1].Values, 24);
            Assert.Equal(
                PromptProjection.ZeroShotScores(picture, classes, result.Prompt.LogitScale)[0], score, 1e-5);
        }

        byte[] vectors = File.ReadAllBytes(Path.Combine(request.OutputFolder, "prompts.safetensors"));
        Assert.Contains("isonomia.prompt/1", System.Text.Encoding.UTF8.GetString(vectors, 8, 600),
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Towers_in_two_files_and_batches_in_parts_train_the_same_context()
    {
        using PicturePhantom phantom = new();
        TuneRequest joint = Request(phantom, "joint", "a b");
        TuneResult one = ModelTuning.Run(joint);
        string folder = phantom.Out("split");
        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "vocab.json", "merges.txt" })
        {
            File.Copy(phantom.Out("clip/" + file), Path.Combine(folder, file));
        }

        var both = OnnxModel.Load(phantom.Out("clip/clip.onnx"));
        ModelPart.Without(both, "input_ids").Save(Path.Combine(folder, "pictures.onnx"));
        ModelPart.Without(both, "image").Save(Path.Combine(folder, "texts.onnx"));
        string Hash(string file) => OnnxSession.RequireHash(Path.Combine(folder, file), null);
        var card = ModelCard.Read(phantom.Out("clip"));
        (card with
        {
            File = "pictures.onnx", Sha256 = Hash("pictures.onnx"), Outputs = [card.Outputs[0]],
            Text = card.Text! with { File = new ModelFile("texts.onnx", Hash("texts.onnx")) },
        }).Write(folder);
        TuneResult two = ModelTuning.Run(
            PicturePhantom.With(joint,
                b => b with { ModelFolder = folder }) with { OutputFolder = phantom.Out("two") });
        TuneResult parts = ModelTuning.Run(
            PicturePhantom.With(joint, b => b with { PartCount = 2 }) with { OutputFolder = phantom.Out("halves") });
        foreach (TuneResult other in new[] { two, parts })
        {
            Assert.Equal((one.TrainedCount, one.ParameterCount), (other.TrainedCount, other.ParameterCount));
            Assert.All(
                one.History.Zip(other.History), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-4));
        }

        Assert.Contains("all its outputs depend on image", Assert.Throws<ModelException>(() => ModelPart.Without(
            OnnxModel.Load(Path.Combine(folder, "pictures.onnx")), "image")).Message, StringComparison.Ordinal);
        Assert.Contains("no output 'image_embedding' depends on 'input_ids'", Assert.Throws<ModelException>(() =>
            PromptTower.Of(both, "input_ids", null, "image_embedding")).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("erm")]
    [InlineData("group_dro")]
    [InlineData("jtt")]
    [InlineData("simple_adv")]
    public void A_run_stopped_in_the_middle_goes_on_and_gives_the_same_bytes(string method)
    {
        using PicturePhantom phantom = new();
        TuneResult whole = ModelTuning.Run(Request(phantom, "whole", null) with { Method = method });
        TuneRequest request = Request(phantom, "parts", null) with { Method = method };
        foreach (int stop in new[] { 4, 3 })
        {
            using CancellationTokenSource cancel = new();
            Assert.ThrowsAny<OperationCanceledException>(() =>
                ModelTuning.Run(request, new StopAfter(stop, cancel), cancel.Token));
        }

        TuneResult resumed = ModelTuning.Run(request);
        Assert.True(resumed.ResumedFrom > 0);
        Assert.Equal(whole.History, resumed.History);
        foreach (string file in new[] { "model.onnx", "predictions.csv", "model.json", "prompts.safetensors" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("parts"), file)));
        }
    }

    [SkippableFact]
    public void Every_method_with_a_loss_weights_or_draws_trains_prompts_or_is_refused()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = Request(phantom, "out", "a");
        using var backbone = TunedBackbone.Open(
            request.Backbone, Cohort.Open(request.Cohort), request.Source, ("dx", null),
            HeadKinds.With(request.Training, "prompt"), null, request.OutputFolder, 1, (_, _) => { }, null, default);
        List<string> trained = [];
        foreach (MitigationMethod method in MitigationMethod.All.Where(one =>
            !one.NeedsFrozenEmbeddings && !one.NeedsPictures && one.Id != "synthetic_balance"))
        {
            try
            {
                HeadKinds.Require(method, request.Training, "prompt");
            }
            catch (ArgumentException refusal)
            {
                Assert.Contains("the head 'prompt' compares pictures with texts", refusal.Message,
                    StringComparison.Ordinal);
                Assert.True(
                    method.NeedsHiddenLayer || method.Id is "domain_ind" or "dfr" or "crt" or "reweight_crt"
                        or "vanilla_crt", method.Id);
                continue;
            }

            Dictionary<string, double> given = method.Id == "label_massaging" ? new() { ["consent"] = 1 } : [];
            MitigationContext context = new(
                backbone.Task.Problem(backbone.Task.Groups([])), MitigationContext.Complete(method, given),
                HeadKinds.With(request.Training, "prompt") with { Epochs = 1 }, 3)
            {
                Backbone = backbone,
            };
            FittedMitigation fitted = MitigationFit.Run(method, context, default);
            Assert.All(fitted.Scores, score => Assert.InRange(score, 0, 1));
            trained.Add(method.Id);
        }

        string[] expected =
        [
            "group_dro", "resample", "reweigh", "cvar_dro", "focal", "mixup", "sam", "swad", "lff", "group_threshold",
        ];
        Assert.All(expected, id => Assert.Contains(id, trained));
    }

    [SkippableFact]
    public void Prompts_that_cannot_be_trained_are_refused_in_a_sentence()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = Request(phantom, "out", null);
        Assert.Contains("was given none", Refused<ArgumentException>(b => b with { Prompt = null }),
            StringComparison.Ordinal);
        Assert.Contains("are about the adapter 'prompt'", Refused<ArgumentException>(b => b with { Adapter = "head" }),
            StringComparison.Ordinal);
        Assert.Contains("has no text tower", Refused<ModelException>(b => b with { ModelFolder = phantom.Encoder }),
            StringComparison.Ordinal);
        Assert.Contains("Class '1' of the label has no prompt", Asked(p => p with { Classes = [Classes[0]] }),
            StringComparison.Ordinal);
        Assert.Contains("The class '2' has a prompt", Asked(p => p with { Classes = [.. Classes, new("2", ["a"])] }),
            StringComparison.Ordinal);
        Assert.Contains("The context has 10 tokens and the text tower reads 10", Asked(p =>
            p with { ContextCount = 10 }), StringComparison.Ordinal);
        Assert.Contains("The prompt 'b d' of class '1' has 2 tokens; behind a context of 9 the text tower reads 1",
            Asked(p => p with { ContextCount = 9 }), StringComparison.Ordinal);
        Assert.Contains("are 2 tokens and --context says 3", Asked(p =>
            p with { ContextCount = 3, ContextInit = "a b" }), StringComparison.Ordinal);
        Assert.Contains("A context of 0 tokens", Asked(p => p with { ContextCount = 0 }), StringComparison.Ordinal);
        Assert.Contains("leave out --head", Assert.Throws<ArgumentException>(() => ModelTuning.Run(
            request with { Training = request.Training with { Head = "mlp" } })).Message, StringComparison.Ordinal);
        Assert.Contains("'dann' shapes a hidden layer", Assert.Throws<ArgumentException>(() => ModelTuning.Run(
            request with { Method = "dann" })).Message, StringComparison.Ordinal);

        string Asked(Func<PromptRequest, PromptRequest> change) =>
            Refused<ArgumentException>(b => b with { Prompt = change(b.Prompt!) });

        string Refused<T>(Func<BackboneRequest, BackboneRequest> change)
            where T : Exception =>
            Assert.Throws<T>(() => ModelTuning.Run(PicturePhantom.With(request, change))).Message;
    }

    private static TuneRequest Request(PicturePhantom phantom, string folder, string? words)
    {
        if (!Directory.Exists(phantom.Out("clip")))
        {
            ToyClip.Write(phantom.Out("clip"));
        }

        return PicturePhantom.With(phantom.Request("head", folder), b => b with
        {
            Adapter = "prompt", ModelFolder = phantom.Out("clip"),
            Prompt = new PromptRequest { Classes = Classes, ContextInit = words },
        });
    }

    private static TrainingSession Start(OnnxModel model, Onnx.Optimizer optimizer) =>
        TrainingSession.Start(new TrainingRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [10, 24] },
            Loss = Loss.SoftmaxCrossEntropy(ClassifierHead.Logits),
            Parameters = [PromptTower.Context],
            Optimizer = optimizer,
        });

    private static double Step(TrainingSession session, JsonElement own, double rate) => session.Step(
        [new OnnxTensor("image", [10, 24], Singles(own, "x"))],
        [new OnnxIntegers("labels", [10], [.. Numbers(own, "label").Select(value => (long)value)])], rate).Loss;

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static float[] Singles(JsonElement element, string name) =>
        [.. Numbers(element, name).Select(value => (float)value)];

    private static void ShouldBe(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
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
