using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The parts that training is made of: products, gradients, optimizers, mixing, the linear program.</summary>
public sealed class MitigationTrainingTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 70)]
    [InlineData(8, 2, 129)]
    [InlineData(9, 5, 64)]
    public void Vectorized_products_agree_with_the_plain_ones(int m, int o, int d)
    {
        RandomSource random = new(3);
        float[] x = Normals(random, m * d);
        float[] w = Normals(random, o * d);
        float[] bias = Normals(random, o);
        float[] y = new float[m * o];
        MatrixKernels.RowsByRows(x, w, bias, y, d);
        float[] gradient = Normals(random, m * o);
        float[] sums = new float[o * d];
        MatrixKernels.AddProducts(gradient, (o, m), (1, o), x, sums, d);
        for (int k = 0; k < o; k++)
        {
            for (int i = 0; i < m; i++)
            {
                double dot = bias[k] + Enumerable.Range(0, d).Sum(j => (double)x[(i * d) + j] * w[(k * d) + j]);
                Assert.Equal(dot, y[(i * o) + k], 1e-4);
            }

            for (int j = 0; j < d; j++)
            {
                double sum = Enumerable.Range(0, m).Sum(i => (double)gradient[(i * o) + k] * x[(i * d) + j]);
                Assert.Equal(sum, sums[(k * d) + j], 1e-4);
            }
        }
    }

    [Fact]
    public void The_gradient_of_a_network_agrees_with_differences()
    {
        RandomSource random = new(5);
        DenseNetwork network = new([6, 16, 2], random);
        float[] x = Normals(random, 4 * 6);
        double[] slope = [.. Normals(random, 8).Select(value => (double)value)];
        network.Forward(x, 4);
        network.ClearGradient();
        float[] inputs = new float[x.Length];
        network.Backward(slope, [], inputs);
        foreach (DenseLayer layer in network.Layers)
        {
            for (int i = 0; i < layer.Parameters.Length; i += 7)
            {
                float there = layer.Parameters[i];
                layer.Parameters[i] = there + 1e-2f;
                double up = Value();
                layer.Parameters[i] = there - 1e-2f;
                double down = Value();
                layer.Parameters[i] = there;
                Assert.Equal((up - down) / 2e-2, layer.Gradient[i], 2e-2);
            }
        }

        for (int i = 0; i < x.Length; i += 5)
        {
            float there = x[i];
            x[i] = there + 1e-2f;
            double up = Value();
            x[i] = there - 1e-2f;
            double down = Value();
            x[i] = there;
            Assert.Equal((up - down) / 2e-2, inputs[i], 2e-2);
        }

        double Value()
        {
            ReadOnlySpan<float> outputs = network.Forward(x, 4);
            double sum = 0;
            for (int i = 0; i < slope.Length; i++)
            {
                sum += slope[i] * outputs[i];
            }

            return sum;
        }
    }

    // PyTorch 1.13.1: AdamW(lr=.1, weight_decay=.05) and SGD(lr=.1, momentum=.9, weight_decay=.05), three steps.
    [Theory]
    [InlineData(false, 0.8518452, -2.0039613, 0.3089808)]
    [InlineData(true, 0.9242391, -2.0530295, 0.0583299)]
    public void Steps_are_those_of_torch(bool isStochastic, double a, double b, double c)
    {
        DenseNetwork network = new([2, 1], new RandomSource(1));
        float[] parameters = network.Layers[0].Parameters;
        new float[] { 1, -2, 0.5f }.CopyTo(parameters, 0);
        Optimizer optimizer = new(network, new OptimizerSettings(0.1, 0.05, 0, isStochastic));
        foreach (float[] gradient in new float[][] { [.3f, -.1f, 2], [-.2f, .4f, 1], [.05f, .6f, -3] })
        {
            gradient.CopyTo(network.Layers[0].Gradient, 0);
            optimizer.Step();
        }

        Assert.Equal(a, parameters[0], 2e-6);
        Assert.Equal(b, parameters[1], 2e-6);
        Assert.Equal(c, parameters[2], 2e-6);
    }

    [Fact]
    public void A_linear_program_finds_the_corner_and_tells_when_there_is_none()
    {
        // max 3x + 2y with x + y ≤ 4, x ≤ 2: (2, 2).
        double[] x = Simplex.Minimize([-3, -2], [], [([1, 1], 4), ([1, 0], 2)])!;
        Assert.Equal([2, 2], x.Select(value => Math.Round(value, 9)));
        Assert.Null(Simplex.Minimize([1], [([1.0], 2)], [([1.0], 1)]));
        Assert.Null(Simplex.Minimize([-1], [], []));
    }

    [Fact]
    public void Selective_mixing_pairs_equal_labels_of_different_groups_or_the_other_way_round()
    {
        MitigationProblem problem = PlantedBias.Problem(60, 1);
        MitigationMethod method = MitigationMethod.Lisa;
        MitigationContext context = new(
            problem, MitigationContext.Complete(method, new Dictionary<string, double> { ["p_sel"] = 1 }),
            new TrainingOptions(), 3);
        TrainingLoss loss = method.Loss!(context);
        int[] rows = [.. Enumerable.Range(0, 40)];
        float[] inputs = [.. rows.SelectMany(row => Enumerable.Repeat((float)problem.Labels[row], PlantedBias.Width))];
        loss.PrepareInputs(rows, inputs);

        // Partners have the same label, so that labels written as inputs stay as they are.
        Assert.All(rows, i => Assert.Equal(problem.Labels[i], inputs[i * PlantedBias.Width], 1e-6));
    }

    [Fact]
    public void A_gradient_that_is_not_finite_stops_training_with_a_sentence()
    {
        MitigationProblem problem = PlantedBias.Problem(100, 1);
        MitigationContext context = new(
            problem, new Dictionary<string, double>(), new TrainingOptions { LearningRate = 1e38, Optimizer = "sgd" },
                1);
        Assert.Contains(
            "learning rate",
            Assert.Throws<ProbeException>(() => MitigationFit.Run(MitigationMethod.Erm, context, default)).Message,
            StringComparison.Ordinal);
    }

    private static float[] Normals(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
}
