using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Batches in parts, activations computed again, dropout, few bits and adapters in a file of their own.
/// </summary>
public sealed class TuningOptionsTests
{
    [Theory]
    [InlineData("erm", 4, false)]
    [InlineData("group_dro", 4, false)]
    [InlineData("erm", 1, true)]
    [InlineData("group_dro", 2, true)]
    public void Parts_and_activations_computed_again_change_nothing_but_rounding(string method, int parts, bool again)
    {
        using PicturePhantom phantom = new();
        TuneRequest whole = phantom.Request("lora", "whole") with { Method = method };
        TuneRequest parted = whole with
        {
            OutputFolder = phantom.Out("parts"),
            Backbone = whole.Backbone with { PartCount = parts, RecomputesActivations = again },
        };
        TuneResult expected = ModelTuning.Run(whole);
        TuneResult found = ModelTuning.Run(parted);
        Assert.Equal((parts, again), (found.PartCount, found.RecomputesActivations));
        foreach ((TuneEpoch one, TuneEpoch other) in expected.History.Zip(found.History))
        {
            Assert.Equal(one.Loss, other.Loss, 1e-4);
        }

        Assert.Equal(Scores(expected), Scores(found), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Theory]
    [InlineData("erm", 1)]
    [InlineData("group_dro", 2)]
    public void Dropout_goes_on_bit_by_bit_after_a_stop_and_drops_nothing_in_use(string method, int parts)
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("lora", "whole");
        request = request with
        {
            Method = method, Backbone = request.Backbone with { Dropout = 0.5, PartCount = parts },
        };
        TuneResult whole = ModelTuning.Run(request);
        TuneRequest again = request with { OutputFolder = phantom.Out("again") };
        using (CancellationTokenSource cancel = new())
        {
            Assert.ThrowsAny<OperationCanceledException>(
                () => ModelTuning.Run(again, new StopAt(4, cancel), cancel.Token));
        }

        TuneResult resumed = ModelTuning.Run(again);
        Assert.True(resumed.ResumedFrom > 0);
        foreach (string file in new[] { "model.onnx", "predictions.csv", "adapters.safetensors" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("again"), file)));
        }

        AssertWritten(phantom, whole);
        TuneResult kept = ModelTuning.Run(request with
        {
            OutputFolder = phantom.Out("kept"), Backbone = request.Backbone with { Dropout = 0 },
        });
        Assert.NotEqual(kept.History[^1].Loss, whole.History[^1].Loss);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Few_bits_train_and_end_in_a_plain_model_that_the_adapters_alone_give_too(int bits)
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("lora", "out");
        request = request with { Backbone = request.Backbone with { Bits = bits } };
        TuneResult result = ModelTuning.Run(request);
        Assert.Equal(bits, result.Bits);
        var written = OnnxModel.Load(Path.Combine(request.OutputFolder, "model.onnx"));
        Assert.DoesNotContain(written.Proto.Graph.Node, node => node.OpType is "DequantizeLinear" or "Dropout");
        AssertWritten(phantom, result);

        OnnxModel plain = ClassifierHead.Attach(
            OnnxModel.Load(Path.Combine(phantom.Products, "products.onnx")), "embedding", "flatten", new float[6],
            new float[6], (new float[12], new float[2]));
        var adapters = LowRankAdapters.Load(
            result.AdaptersPath!, WeightQuantization.Round(plain, ["w1", "w2"], bits));
        OnnxModel merged = adapters.Merge(adapters.Model);
        Assert.Equal(written.ToBytes(), merged.ToBytes());
        Assert.Throws<ModelException>(() => LowRankAdapters.Load(result.AdaptersPath!, plain));
    }

    [Fact]
    public void What_does_not_fit_together_is_one_sentence_and_other_options_refuse_a_checkpoint()
    {
        using PicturePhantom phantom = new();
        TuneRequest head = phantom.Request("head", "out");
        TuneRequest lora = phantom.Request("lora", "out");
        string Refusal(TuneRequest request) =>
            Assert.Throws<ArgumentException>(() => ModelTuning.Run(request)).Message;
        Assert.Contains(
            "divides --batch-size", Refusal(PicturePhantom.With(head, b => b with { PartCount = 3 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "divides --batch-size", Refusal(PicturePhantom.With(head, b => b with { PartCount = 0 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "--adapter lora", Refusal(PicturePhantom.With(head, b => b with { Dropout = 0.1 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "--adapter lora", Refusal(PicturePhantom.With(head, b => b with { Bits = 8 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "8 or 4", Refusal(PicturePhantom.With(lora, b => b with { Bits = 2 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "below 1", Refusal(PicturePhantom.With(lora, b => b with { Dropout = 1 })),
            StringComparison.Ordinal);

        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(
            () => ModelTuning.Run(lora, new StopAt(4, cancel), cancel.Token));
        foreach (TuneRequest other in new[]
            {
                PicturePhantom.With(lora, b => b with { PartCount = 2 }),
                PicturePhantom.With(lora, b => b with { RecomputesActivations = true }),
                PicturePhantom.With(lora, b => b with { Dropout = 0.1 }),
                PicturePhantom.With(lora, b => b with { Bits = 8 }),
            })
        {
            Assert.Contains("another training", Refusal(other), StringComparison.Ordinal);
        }
    }

    private static double[] Scores(TuneResult result) =>
        [.. TextTable.Read(result.PredictionsPath, null, default)["score"]
            .Select(text => double.Parse(text!, CultureInfo.InvariantCulture))];

    /// <summary>The scores are those of the written model.</summary>
    private static void AssertWritten(PicturePhantom phantom, TuneResult result)
    {
        string folder = Path.GetDirectoryName(result.PredictionsPath)!;
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        using var session = OnnxSession.Open(Path.Combine(folder, "model.onnx"), 1, result.TunedSha256);
        var card = Embeddings.ModelCard.Read(folder);
        for (int row = 0; row < 5; row++)
        {
            string name = $"{table["id"][row]}.png";
            float[] prepared = new float[card.Input.Length];
            card.Input.Fill(Imaging.ImageFile.Decode(File.ReadAllBytes(phantom.Out(name)), name, 0), prepared);
            float[] logits =
                session.Run(new OnnxTensor("image", [1, 1, 8, 8], prepared), ClassifierHead.Logits)[0].Values;
            Assert.Equal(1 / (1 + Math.Exp(logits[0] - logits[1])), Scores(result)[row], 1e-5);
        }
    }

    private sealed class StopAt(int steps, CancellationTokenSource cancel) : IProgress<AuditProgress>
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
