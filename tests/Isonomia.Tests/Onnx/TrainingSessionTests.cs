using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class TrainingSessionTests : IDisposable
{
    private static readonly OnnxTensor Rows = new("x", [4, 3], [1, 0, 2, 0, 1, -1, 3, 1, 0, -1, 2, 1]);
    private static readonly OnnxIntegers Labels = new("labels", [4], [0, 1, 0, 1]);
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void One_step_of_gradient_descent_is_the_one_worked_by_hand()
    {
        // Loss = Σ x W with x = [1 2]: the gradient of W is x, so W goes from 0 to −0.1 x.
        GraphBuilder graph = new("g");
        graph.Node("MatMul", "y", [graph.Input("x", 1, 2), graph.Weights("w", [0, 0], 2, 1)]);
        graph.Output("y", 1, 1);
        using var session = TrainingSession.Start(new TrainingRequest
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [1, 2] },
            Loss = Loss.Sum("y"),
            Parameters = ["w"],
            Optimizer = Optimizer.Sgd(),
        });
        TrainingStep step = session.Step([new OnnxTensor("x", [1, 2], [1, 2])], [], 0.1);

        Assert.Equal(new TrainingStep(1, 0, null), step);
        Assert.Equal([-0.1f, -0.2f], session.Parameter("w").Values);
        Assert.Equal(2, session.ParameterCount);
    }

    [Fact]
    public void Clipping_shortens_all_gradients_to_the_norm_asked_for()
    {
        using TrainingSession session = Start(Optimizer.Sgd() with { ClippingNorm = 0.01 });
        OnnxTensor before = session.Parameter("w");
        double? norm = session.Step([Rows], [Labels], 1).GradientNorm;
        OnnxTensor after = session.Parameter("w");

        Assert.True(norm > 0.01);
        double moved = before.Values.Zip(after.Values, (a, b) => (double)(a - b) * (a - b)).Sum();
        Assert.InRange(Math.Sqrt(moved), 0.001, 0.01001);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adamw")]
    public void A_training_that_was_broken_off_goes_on_bit_by_bit(string id)
    {
        Optimizer optimizer = id == "sgd" ? Optimizer.Sgd(0.9, 0.01) : Optimizer.AdamW();
        using TrainingSession whole = Start(optimizer);
        using TrainingSession first = Start(optimizer);
        using TrainingSession second = Start(optimizer);
        for (int step = 0; step < 6; step++)
        {
            whole.Step([Rows], [Labels], 0.05);
            if (step < 3)
            {
                first.Step([Rows], [Labels], 0.05);
            }
        }

        first.Save(_scratch.File("checkpoint"));
        second.Resume(_scratch.File("checkpoint"));
        for (int step = 0; step < 3; step++)
        {
            second.Step([Rows], [Labels], 0.05);
        }

        Assert.Equal(6, second.StepCount);
        Assert.Equal(whole.Export().ToBytes(), second.Export().ToBytes());
    }

    [Fact]
    public void A_checkpoint_of_another_optimizer_or_a_damaged_one_is_refused()
    {
        using TrainingSession adam = Start(Optimizer.AdamW());
        using TrainingSession plain = Start(Optimizer.Sgd());
        plain.Save(_scratch.File("checkpoint"));
        Assert.Throws<TrainingException>(() => adam.Resume(_scratch.File("checkpoint")));
        File.WriteAllText(_scratch.File("broken"), "not a checkpoint");
        Assert.Throws<TrainingException>(() => adam.Resume(_scratch.File("broken")));
    }

    [Fact]
    public void A_loss_that_is_no_number_keeps_the_parameters_of_the_step_before()
    {
        using TrainingSession session = Start(Optimizer.AdamW());
        session.Step([Rows], [Labels], 0.05);
        float[] good = session.Parameter("w").Values;
        OnnxTensor broken = Rows with { Values = [.. Rows.Values.Select((x, i) => i == 5 ? float.NaN : x)] };

        TrainingException failure = Assert.Throws<TrainingException>(() => session.Step([broken], [Labels], 0.05));

        Assert.Equal(2, failure.Step);
        Assert.Equal(good, session.Parameter("w").Values);
        Assert.Equal(2, session.Step([Rows], [Labels], 0.05).Number);
    }

    [Fact]
    public void The_loss_falls_and_frozen_weights_stay()
    {
        using TrainingSession session = Start(Optimizer.AdamW());
        double first = session.Step([Rows], [Labels], 0.05).Loss;
        double last = first;
        for (int step = 0; step < 40; step++)
        {
            last = session.Step([Rows], [Labels], 0.05).Loss;
        }

        Assert.True(last < first / 2, $"{first} to {last}");
        TensorProto[] weights = [.. session.Export().Proto.Graph.Initializer];
        Assert.Equal([0.5, -0.5], TensorData.Reals(weights.Single(weight => weight.Name == "b"))!);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.0)]
    [InlineData(7, 0.5)]
    [InlineData(12, 0.0)]
    public void The_cosine_rises_over_the_warm_up_and_falls_to_zero(long step, double expected) =>
        Assert.Equal(expected, LearningRate.Cosine(1, step, 12, 2), 1e-12);

    [Fact]
    public void Stairs_multiply_every_so_many_steps() =>
        Assert.Equal([1, 1, 0.1, 0.1, 0.01], Enumerable.Range(0, 5).Select(
            step => Math.Round(LearningRate.Stairs(1, step, 2), 12)));

    private static TrainingSession Start(Optimizer optimizer)
    {
        GraphBuilder graph = new("g");
        string product = graph.Node(
            "MatMul", "p", [graph.Input("x", "N", 3), graph.Weights("w", [.1f, -.2f, .3f, .2f, .1f, -.3f], 3, 2)]);
        graph.Output(graph.Node("Add", "logits", [product, graph.Weights("b", [.5f, -.5f], 2)]), "N", 2);
        return TrainingSession.Start(new TrainingRequest
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [4, 3] },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            Parameters = ["w"],
            Optimizer = optimizer,
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        });
    }
}
