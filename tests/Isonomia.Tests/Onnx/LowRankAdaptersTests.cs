using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class LowRankAdaptersTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Dropout_acts_in_training_alone()
    {
        LowRankAdapters adapters = Adapters(0.5);
        using TrainingSession still = Start(adapters, null);
        using TrainingSession dropping = Start(adapters, 3);
        using TrainingSession plain = Start(Adapters(0), null);

        // B starts at zero: the first loss is that of the model; the gradient of B sees what was dropped.
        Assert.Equal(
            SmallTraining.Step(still, 0).Loss, SmallTraining.Step(dropping, 0).Loss, 1e-6);
        SmallTraining.Step(plain, 0);
        Assert.Equal(plain.Parameter("g1.B").Values, still.Parameter("g1.B").Values);
        Assert.NotEqual(plain.Parameter("g1.B").Values, dropping.Parameter("g1.B").Values);
        OnnxModel merged = adapters.Merge(dropping.Export());
        Assert.DoesNotContain(merged.Proto.Graph.Node, node => node.OpType == "Dropout");
        Assert.Equal(Logits(dropping.Export()), Logits(merged), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_resumed_training_with_dropout_goes_on_bit_by_bit()
    {
        using TrainingSession whole = Start(Adapters(0.3), 9);
        using TrainingSession second = Start(Adapters(0.3), 9);
        for (int step = 0; step < 4; step++)
        {
            SmallTraining.Step(whole, step);
            if (step == 1)
            {
                whole.Save(_scratch.File("checkpoint"));
            }
        }

        second.Resume(_scratch.File("checkpoint"));
        SmallTraining.Step(second, 2);
        SmallTraining.Step(second, 3);
        Assert.Equal(whole.Export().ToBytes(), second.Export().ToBytes());
        using TrainingSession other = Start(Adapters(0.3), 10);
        Assert.Throws<TrainingException>(() => other.Resume(_scratch.File("checkpoint")));
    }

    [Fact]
    public void What_is_dropped_does_not_depend_on_the_parts_of_a_batch()
    {
        using TrainingSession whole = Start(Adapters(0.3), 9);
        using TrainingSession parted = Start(Adapters(0.3), 9, 4);
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(SmallTraining.Step(whole, step).Loss, SmallTraining.Step(parted, step).Loss, 1e-5);
        }

        Assert.Equal(
            whole.Parameter("g1.B").Values, parted.Parameter("g1.B").Values, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void The_share_that_is_dropped_is_the_one_asked_for()
    {
        DropoutMask mask = new("m", "n", [200, 500], 0.1);
        bool[] kept = mask.Draw(1, 1, 0, 1);

        // 100,000 draws: six standard errors are 0.0057.
        Assert.InRange(kept.Count(value => !value) / 100_000.0, 0.0943, 0.1057);
        Assert.NotEqual(kept, mask.Draw(1, 2, 0, 1));
        Assert.Equal(kept, mask.Draw(1, 1, 0, 1));
    }

    [Fact]
    public void Adapters_in_a_file_of_their_own_give_the_same_model_on_the_same_weights()
    {
        LowRankAdapters adapters = Adapters(0.1);
        using TrainingSession session = Start(adapters, 1, parameters: [.. adapters.ParameterNames, "b1"]);
        SmallTraining.Step(session, 0);
        OnnxModel trained = session.Export();
        string path = _scratch.File("adapters.safetensors");
        adapters.Save(path, trained, "b1");

        var loaded = LowRankAdapters.Load(path, SmallTraining.Model());
        OnnxModel merged = loaded.Merge(loaded.Model);

        Assert.Equal(adapters.ParameterNames, loaded.ParameterNames);
        Assert.Equal(Logits(trained), Logits(loaded.Model));
        Assert.Equal(Logits(trained), Logits(merged), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.InRange(new FileInfo(path).Length, 200, 2000);
    }

    [Fact]
    public void Adapters_on_other_weights_or_a_damaged_file_are_refused()
    {
        LowRankAdapters adapters = Adapters(0);
        string path = _scratch.File("adapters.safetensors");
        adapters.Save(path, adapters.Model);
        OnnxModel other = SmallTraining.Model();
        other.Proto.Graph.Initializer[1] = TensorData.Of("b1", [1f, 2, 3, 4], 4);
        Assert.Contains("other weights", Assert.Throws<ModelException>(
            () => LowRankAdapters.Load(path, other)).Message);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 5)
        {
            File.WriteAllBytes(_scratch.File("part"), whole[..length]);
            Assert.Throws<ModelException>(() => LowRankAdapters.Load(_scratch.File("part"), SmallTraining.Model()));
        }
    }

    private static LowRankAdapters Adapters(double dropout)
    {
        OnnxModel model = SmallTraining.Model();
        return LowRankAdapters.Insert(model, LowRankAdapters.Find(model, "g1", "logits"), 2, 4, 5, dropout);
    }

    private static float[] Logits(OnnxModel model)
    {
        using var session = OnnxSession.Open(model, new OnnxSessionSettings { ThreadCount = 1 });
        return session.Run(SmallTraining.Numbers("x", 5, 3), "logits")[0].Values;
    }

    private static TrainingSession Start(
        LowRankAdapters adapters, ulong? seed, int parts = 1, IReadOnlyList<string>? parameters = null) =>
        TrainingSession.Start(SmallTraining.Request() with
        {
            Model = adapters.Model,
            Parameters = parameters ?? adapters.ParameterNames,
            DropoutSeed = seed,
            MicroBatchCount = parts,
        });
}
