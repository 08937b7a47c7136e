using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class TunedMethodTests(TunedMethodTests.Backbones backbones) : IClassFixture<TunedMethodTests.Backbones>
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 16, Epochs = 3, LearningRate = 0.01, Selection = "overall", Patience = 0,
    };

    /// <summary>Methods without those that add or leave out training rows: a model's head is standardized by all of
    /// them, a head on embeddings by those that train.</summary>
    public static TheoryData<string> Trained =>
        [.. MitigationMethod.All.Where(method => !method.NeedsFrozenEmbeddings && !method.NeedsPictures
            && method.Id is not ("synthetic_balance" or "curation_balance")).Select(method => method.Id)];

    public static TheoryData<string> Steadily =>
    [
        .. MitigationMethod.All.Where(method => method.Loss is not null || method.Fit is not null
            || method.Steps is not null)
            .Where(method => !method.NeedsFrozenEmbeddings && !method.NeedsPictures).Select(method => method.Id),
    ];

    /// <summary>The methods above that are defined for more than two classes.</summary>
    public static TheoryData<string> Several =>
        [.. MitigationMethod.All.Where(method => method.AllowsSeveralClasses && !method.NeedsFrozenEmbeddings
            && !method.NeedsPictures && method.Id is not ("synthetic_balance" or "curation_balance"))
            .Select(method => method.Id)];

    /// <summary>The law that ties both roads: with nothing trained but the head, the graph does what the hand-written
    /// gradients do on the embeddings.</summary>
    [Theory]
    [MemberData(nameof(Trained))]
    public void A_head_trained_in_the_model_is_the_head_trained_on_its_embeddings(string id)
    {
        AssertSame(backbones.Head, id);
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void So_it_is_with_three_classes(string id)
    {
        Assert.Equal(3, backbones.Three.Task.ClassCount);
        AssertSame(backbones.Three, id);
    }

    private static void AssertSame(TunedBackbone backbone, string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        MitigationContext context = Context(backbone, method);
        FittedMitigation tuned = MitigationFit.Run(method, context, default);
        FittedMitigation plain = MitigationFit.Run(method, context with { Backbone = null }, default);
        Assert.Equal(context.Problem.Labels.Length * ClassScores.Width(context.Problem.ClassCount),
            tuned.Scores.Length);
        if (id is "crt" or "reweight_crt" or "vanilla_crt" or "dfr" && context.Options.Head == "linear")
        {
            // On frozen embeddings these have no first stage.
            Assert.All(tuned.Scores, score => Assert.InRange(score, 0, 1));
            return;
        }

        // The narrow kernels of distribution matching magnify what rounding does.
        double tolerance = id == "dist_match" ? 1e-2 : 2e-3;
        for (int place = 0; place < tuned.Scores.Length; place++)
        {
            Assert.Equal(plain.Scores[place], tuned.Scores[place], tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Steadily))]
    public void A_training_stopped_in_the_middle_goes_on_with_the_state_of_its_loss(string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        using ScratchFolder folder = new();
        double[] whole = MitigationFit.Run(method, Context(backbones.Products, method), default).Scores;
        foreach (int stop in new[] { 7, 4 })
        {
            using CancellationTokenSource cancel = new();
            Assert.ThrowsAny<OperationCanceledException>(() => MitigationFit.Run(
                method,
                Context(backbones.Products, method) with
                {
                    Journal = new TuningJournal(folder.File("checkpoint"), "same", 3),
                    Progress = new StopAfter(stop, cancel),
                },
                cancel.Token));
        }

        TuningJournal journal = new(folder.File("checkpoint"), "same", 3);
        Assert.Equal(
            whole,
            MitigationFit.Run(
                method, Context(backbones.Products, method) with { Journal = journal }, default).Scores);
        Assert.True(journal.ResumedFrom > 0);
    }

    [Fact]
    public void A_method_of_which_no_model_can_be_trained_is_refused_and_says_what_to_do()
    {
        Assert.Contains("isonomia adapt --method leace", Assert.Throws<ArgumentException>(() =>
            TunedMethods.Require(MitigationMethod.Leace)).Message, StringComparison.Ordinal);

        Assert.Contains("--adapter full", Assert.Throws<ArgumentException>(() =>
            TunedMethods.Require(MitigationMethod.CutMix, backbones.Head.Prefix)).Message, StringComparison.Ordinal);

        // What the catalog says of embeddings is true: nothing else changes them.
        MitigationContext context = Context(backbones.Head, MitigationMethod.Erm) with { Backbone = null };
        Assert.All(
            MitigationMethod.All.Where(method => method.Prepare is not null && !method.NeedsFrozenEmbeddings
                && method.Id != "synthetic_balance"),
            method => Assert.Equal(
                context.Problem.Embeddings,
                method.Prepare!(Context(backbones.Head, method) with { Problem = context.Problem }).Embeddings));
    }

    [Fact]
    public void A_benchmark_trains_a_model_with_every_method_and_keeps_its_runs()
    {
        using PicturePhantom phantom = new();
        TuneRequest tune = phantom.Request("lora", "bench");
        MitigationBenchmarkRequest request = new()
        {
            Source = tune.Source, Label = "dx",
            Backbone = tune.Backbone with
            {
                Patterns = ["embedding"], PartCount = 2, RecomputesActivations = true, Bits = 8,
            },
            Methods = ["group_dro", "resample"], SeedCount = 2, Training = Options, Replicates = 50,
            OutputFolder = phantom.Out("bench"), Threads = 2,
        };
        MitigationBenchmarkResult first = MitigationBenchmark.Run(request);
        Assert.Equal(6, first.Runs.Count(run => run.Failed is null));
        Assert.Equal(3, first.Methods.Count);
        Assert.Equal(("products", "lora", 2), (first.Backbone!.Model, first.Backbone.Adapter, first.Backbone.Rank));
        Assert.Equal((2, true, 0.0, 8), (
            first.Backbone.PartCount, first.Backbone.RecomputesActivations, first.Backbone.Dropout,
            first.Backbone.Bits));
        // What enters the adapted product, and the product without the adapter.
        Assert.Equal(16 + 6, first.Backbone.Kept.Values.Sum());
        string[] kept = Directory.GetFiles(Path.Combine(request.OutputFolder, "runs"));
        MitigationBenchmarkResult again = MitigationBenchmark.Run(request);
        Assert.Equal(first.Runs.Select(run => run.Seconds), again.Runs.Select(run => run.Seconds));
        Assert.Equal(kept.Order(), Directory.GetFiles(Path.Combine(request.OutputFolder, "runs")).Order());
        Assert.Throws<ArgumentException>(() => MitigationBenchmark.Run(request with { Methods = ["leace"] }));
    }

    /// <summary>Methods whose loss is the cross-entropy of rows with weights take one run a step; spelled out as a loss
    /// of their own they take two.</summary>
    [Theory]
    [InlineData("erm", false)]
    [InlineData("reweigh", false)]
    [InlineData("cell_reweight", true)]
    [InlineData("sqrt_reweight", false)]
    [InlineData("cb_loss", true)]
    public void Weights_of_rows_in_one_run_and_by_the_gradient_agree(string id, bool hasThree)
    {
        MitigationMethod method = MitigationMethod.All[id];
        MitigationContext context = Context(hasThree ? backbones.Three : backbones.Products, method);
        context = context with { Problem = method.Prepare?.Invoke(context) ?? context.Problem };
        Assert.Equal(id != "erm", context.Problem.Weights.Distinct().Count() > 1);
        TrainedScores one = HeadTrainer.Run(context, new WeighingLoss(), null, default);
        TrainedScores two = HeadTrainer.Run(context, new SpelledOut(), null, default);
        Assert.True(new WeighingLoss().IsPlain && !new SpelledOut().IsPlain);
        Assert.Equal(one.History.Count, two.History.Count);
        Assert.All(one.History.Zip(two.History), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-5));
        Assert.All(one.Scores.Zip(two.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private sealed class SpelledOut : WeighingLoss;

    [Theory]
    [InlineData("swa", "whole")]
    [InlineData("swad", "whole")]
    [InlineData("swad", "three")]
    [InlineData("jtt", "three")]
    [InlineData("group_dro", "three")]
    public void Averages_and_several_classes_go_on_bit_by_bit_too(string id, string of)
    {
        MitigationMethod method = MitigationMethod.All[id];
        TunedBackbone backbone = of == "three" ? backbones.Three : backbones.Products;
        using ScratchFolder folder = new();
        MitigationContext Own(TuningJournal? journal, IProgress<AuditProgress>? progress = null) =>
            Context(backbone, method) with
            {
                Options = Options with { Epochs = 6 }, Journal = journal, Progress = progress,
                Settings = id == "swa" ? new Dictionary<string, double> { ["start"] = 0.3 }
                    : Context(backbone, method).Settings,
            };
        double[] whole = MitigationFit.Run(method, Own(null), default).Scores;
        foreach (int stop in new[] { 4, 9, 13 })
        {
            using CancellationTokenSource cancel = new();
            Assert.ThrowsAny<OperationCanceledException>(() => MitigationFit.Run(
                method, Own(new TuningJournal(folder.File("checkpoint"), "same", 2), new StopAfter(stop, cancel)),
                cancel.Token));
        }

        TuningJournal journal = new(folder.File("checkpoint"), "same", 2);
        Assert.Equal(whole, MitigationFit.Run(method, Own(journal), default).Scores);
        Assert.True(journal.ResumedFrom > 10);
    }

    [Fact]
    public void Plain_training_in_one_run_and_by_its_gradient_agree()
    {
        MitigationContext context = Context(backbones.Products, MitigationMethod.Erm);
        using TunedNetwork plain = backbones.Products.Start(context, 2, "head", isPlain: true, new StepRule());
        using TunedNetwork parts = backbones.Products.Start(context, 2, "head", isPlain: false, new StepRule());
        WeighingLoss loss = new();
        int[] labels = context.Problem.Labels;
        for (int step = 0; step < 6; step++)
        {
            // The last batch is not full.
            int[] rows = [.. Enumerable.Range(16 * step, step == 5 ? 5 : 16)];
            float[] inputs = plain.Gather(rows, []);
            double[] weights = [.. rows.Select(row => 0.5 + (row % 4))];
            double? first = plain.PlainStep(inputs, [.. rows.Select(row => labels[row])], weights, 1);
            ReadOnlySpan<float> logits = parts.Forward(inputs, rows.Length);
            LossBatch batch = new()
            {
                Rows = rows, ClassCount = 2, Logits = [.. logits.ToArray().Select(value => (double)value)],
                Labels = [.. rows.Select(row => labels[row])], Groups = new int[rows.Length], GroupCount = 1,
                Weights = weights,
            };
            Assert.Equal(first!.Value, loss.Evaluate(batch), 1e-5);
            parts.Backward(batch);
            parts.Step(1);
        }

        foreach ((float[] one, float[] other) in plain.Snapshot().Zip(parts.Snapshot()))
        {
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void Rows_kept_in_a_file_train_the_same_bytes()
    {
        using Backbones other = new(mostMemory: 0);
        MitigationContext context = Context(backbones.Products, MitigationMethod.GroupDro);
        Assert.True(((ActivationRows)other.Products.Rows).IsInFile);
        Assert.False(((ActivationRows)backbones.Products.Rows).IsInFile);
        Assert.Equal(
            MitigationFit.Run(MitigationMethod.GroupDro, context, default).Scores,
            MitigationFit.Run(MitigationMethod.GroupDro, context with { Backbone = other.Products }, default).Scores);
        Assert.Empty(Directory.GetFiles(other.Folder, ".activations*"));
    }

    private static MitigationContext Context(TunedBackbone backbone, MitigationMethod method)
    {
        Dictionary<string, double> given = method.Id == "label_massaging" ? new() { ["consent"] = 1 } : [];
        return new MitigationContext(
            backbone.Task.Problem(backbone.Task.Groups([])), MitigationContext.Complete(method, given),
            method.NeedsHiddenLayer ? Options with { Head = "mlp" } : Options, 3)
        {
            Backbone = backbone,
        };
    }

    /// <summary>Two models on the same pictures: one of which the head alone is trained, one with adapters.</summary>
    public sealed class Backbones : IDisposable
    {
        private readonly PicturePhantom _phantom = new();
        private readonly PicturePhantom _several = new(60, PicturePhantom.ThirdClass);

        public Backbones()
            : this(2L << 30)
        {
        }

        internal Backbones(long mostMemory)
        {
            Head = Open(_phantom.Request("head", "out"), mostMemory, ["*"]);
            Three = Open(_several.Request("head", "out"), mostMemory, ["*"]);
            Products = Open(_phantom.Request("lora", "out"), mostMemory, ["embedding"]);
        }

        internal TunedBackbone Head { get; }

        internal TunedBackbone Products { get; }

        /// <summary>As <see cref="Head"/>, on pictures of three classes.</summary>
        internal TunedBackbone Three { get; }

        internal string Folder => _phantom.Out("out");

        public void Dispose()
        {
            Head.Dispose();
            Products.Dispose();
            Three.Dispose();
            _phantom.Dispose();
            _several.Dispose();
        }

        private static TunedBackbone Open(TuneRequest request, long mostMemory, string[] patterns) =>
            TunedBackbone.Open(
                request.Backbone with { MostMemory = mostMemory, Patterns = patterns }, Cohort.Open(request.Cohort),
                request.Source,
                (request.Label, null), Options, null, request.OutputFolder, 1, (_, _) => { }, null, default);
    }

    /// <summary>Stops a run after so many steps.</summary>
    private sealed class StopAfter(int steps, CancellationTokenSource cancel) : IProgress<AuditProgress>
    {
        private int _count;

        public void Report(AuditProgress value)
        {
            if (++_count == steps)
            {
                cancel.Cancel();
            }
        }
    }
}
