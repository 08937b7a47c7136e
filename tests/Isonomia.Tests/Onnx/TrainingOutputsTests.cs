using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class TrainingOutputsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Outputs_with_dropout_are_those_that_the_next_step_takes_its_loss_from(int parts)
    {
        OnnxModel model = SmallTraining.Model();
        var adapters = LowRankAdapters.Insert(model, LowRankAdapters.Find(model, "g1", "logits"), 2, 4, 5, 0.5);
        using var session = TrainingSession.Start(SmallTraining.Request() with
        {
            Model = adapters.Model, Parameters = adapters.ParameterNames, DropoutSeed = 3, MicroBatchCount = parts,
        });
        bool differs = false;
        for (int step = 0; step < 5; step++)
        {
            OnnxTensor x = SmallTraining.Numbers("x", 5, (ulong)step);
            double dropped = Loss(session.Forward([x], ["logits"], drops: true)[0], step);
            double plain = Loss(session.Forward([x], ["logits"])[0], step);
            double told = session.Step([x], [SmallTraining.Labels(step)], 0.05).Loss;
            Assert.Equal(told, dropped, 1e-5);
            differs |= Math.Abs(told - plain) > 1e-3;
        }

        Assert.True(differs);
    }

    private static double Loss(OnnxTensor logits, int step)
    {
        long[] labels = SmallTraining.Labels(step).Values;
        return Enumerable.Range(0, SmallTraining.Rows).Average(row =>
        {
            (double a, double b) = (logits.Values[2 * row], logits.Values[(2 * row) + 1]);
            return Math.Log(Math.Exp(a) + Math.Exp(b)) - (labels[row] == 0 ? a : b);
        });
    }
}
