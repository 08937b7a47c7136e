using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Grad-CAM and attacks through the same gradients, against torch.</summary>
public sealed class SaliencyOracleTests
{
    [SkippableTheory]
    [InlineData("fgsm_resnet18", 1)]
    [InlineData("pgd_resnet18", 5)]
    public void Attacks_step_along_the_sign_of_the_gradient_as_torch_does(string name, int steps)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        JsonElement attack = oracle.Case.GetProperty("attack");
        float[] start = Floats(oracle.Inputs.Single());
        double reach = attack.GetProperty("eps").GetDouble();
        double step = steps == 1 ? reach : attack.GetProperty("step").GetDouble();
        OnnxIntegers labels = new("labels", [4], TensorData.Integers(oracle.Array("labels.npy", "labels"))!);
        using GradientSession session = Session(oracle, [4, 3, 64, 64], Loss.SoftmaxCrossEntropy("logits"), ["image"]);
        float[] image = [.. start];
        JsonElement losses = default;
        bool hasLosses = steps > 1 && oracle.Case.GetProperty("loss").TryGetProperty("per_step", out losses);
        for (int k = 0; k < steps; k++)
        {
            GradientValues values = session.Run([new OnnxTensor("image", [4, 3, 64, 64], image)], [labels]);
            if (hasLosses)
            {
                Assert.Equal(losses[k].GetDouble(), values.Loss, 0.005);
            }

            float[] gradient = values.Gradients["image"].Values;
            image = [.. image.Select((pixel, i) => (float)Math.Clamp(Math.Clamp(
                pixel + (step * Math.Sign(gradient[i])), start[i] - reach, start[i] + reach), 0, 1))];
        }

        double[] want = oracle.Expected(steps == 1 ? "x_adv" : "x_adv_step5");
        int differing = want.Where((pixel, i) => Math.Abs(pixel - image[i]) > 1e-5).Count();
        Assert.InRange(differing, 0, (int)(want.Length * (steps == 1 ? 0.001 : 0.005)));
    }

    [SkippableTheory]
    [InlineData("last_conv")]
    [InlineData("layer4_output")]
    public void Class_activation_maps_are_those_of_torch(string key)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new("gradcam_resnet18");
        string tensor = oracle.Case.GetProperty("layers").EnumerateArray()
            .Single(layer => layer.GetProperty("key").GetString() == key).GetProperty("tensor").GetString()!;
        long[] classes = TensorData.Integers(oracle.Array("target_classes.npy", "c"))!;
        float[] score = new float[20];
        score[classes[0]] = 1;
        score[10 + classes[1]] = 1;
        Loss loss = Loss.SumOfProducts(new Dictionary<string, string> { ["logits"] = "score" });
        using GradientSession session = Session(oracle, [2, 3, 128, 128], loss, [tensor], [tensor]);

        GradientValues values = session.Run(
            [new OnnxTensor("image", [2, 3, 128, 128], Floats(oracle.Inputs.Single())),
                new OnnxTensor("score", [2, 10], score)], []);

        float[] gradient = values.Gradients[tensor].Values;
        float[] activation = values.Kept[tensor].Values;
        AssertClose($"{key}/gradient", gradient);
        AssertClose($"{key}/activation", activation);
        float[] weights = [.. Enumerable.Range(0, 128).Select(c => gradient.AsSpan(c * 16, 16).ToArray().Average())];
        AssertClose($"{key}/weights", weights);
        float[] map = [.. Enumerable.Range(0, 32).Select(i => Math.Max(0, Enumerable.Range(0, 64).Sum(c =>
            weights[(i / 16 * 64) + c] * activation[(((i / 16 * 64) + c) * 16) + (i % 16)])))];
        AssertClose($"{key}/cam", map);

        void AssertClose(string expected, float[] got) => AutodiffOracle.AssertClose(
            oracle.Expected(expected), Array.ConvertAll(got, value => (double)value), 2e-4, 1e-6, expected);
    }

    private static float[] Floats(TensorProto tensor) =>
        Array.ConvertAll(TensorData.Reals(tensor)!, value => (float)value);

    private static GradientSession Session(
        AutodiffOracle oracle, long[] shape, Loss loss, string[] wanted, string[]? keep = null) =>
        GradientSession.Open(
            GradientGraph.Build(new GradientRequest
            {
                Model = oracle.Model(),
                InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = shape },
                Loss = loss,
                With = wanted,
                Keep = keep ?? [],
            }),
            new OnnxSessionSettings { ThreadCount = 1 });
}
