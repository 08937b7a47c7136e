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
        using GradientSession session = Session(oracle, [4, 3, 64, 64], Loss.SoftmaxCrossEntropy("logits"), ["image"],
            ["logits"]);
        GradientValues? first = null;
        float[]? second = null;
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

            first ??= values;
            float[] gradient = values.Gradients["image"].Values;
            image = [.. image.Select((pixel, i) => (float)Math.Clamp(Math.Clamp(
                pixel + (step * Math.Sign(gradient[i])), start[i] - reach, start[i] + reach), 0, 1))];
            second ??= image;
        }

        double[] want = oracle.Expected(steps == 1 ? "x_adv" : "x_adv_step5");
        GradientValues last = session.Run([new OnnxTensor("image", [4, 3, 64, 64], image)], [labels]);
        JsonElement loss = oracle.Case.GetProperty("loss");
        if (steps == 1)
        {
            Assert.Equal(loss.GetProperty("before").GetDouble(), first!.Loss, 1e-3);
            Assert.Equal(loss.GetProperty("after").GetDouble(), last.Loss, 1e-3);
            AutodiffOracle.AssertClose(oracle.Expected("grad/image"), Doubles(first.Gradients["image"].Values), 1e-4,
                1e-6, "grad/image");
            AutodiffOracle.AssertClose(
                oracle.Expected("logits_before"), Doubles(first.Kept["logits"].Values), 1e-4, 1e-5, "logits before");
        }
        else
        {
            Assert.Equal(loss.GetProperty("per_step")[steps].GetDouble(), last.Loss, 0.005);
            int early = oracle.Expected("x_adv_step1").Where((pixel, i) => Math.Abs(pixel - second![i]) > 1e-5).Count();
            Assert.InRange(early, 0, (int)(want.Length * 0.005));
        }

        AutodiffOracle.AssertClose(
            oracle.Expected("logits_after"), Doubles(last.Kept["logits"].Values), 0.005, 1e-3, "logits after");
        long[] classes = [.. oracle.Case.GetProperty(steps == 1 ? "prediction" : "prediction_after") is var found
            && found.ValueKind == JsonValueKind.Object ? found.GetProperty("after").EnumerateArray()
                .Select(entry => entry.GetInt64()) : found.EnumerateArray().Select(entry => entry.GetInt64())];
        Assert.Equal(classes, last.Kept["logits"].Values.Chunk(10).Select(row => (long)Array.IndexOf(row, row.Max())));
        int differing = want.Where((pixel, i) => Math.Abs(pixel - image[i]) > 1e-5).Count();
        Assert.InRange(differing, 0, (int)(want.Length * (steps == 1 ? 0.001 : 0.005)));
    }

    /// <summary>Attacks and maps here, trainings in TrainingOracleTests, single operators and networks in
    /// GradientOracleTests: no folder of the oracles is left out.</summary>
    [SkippableFact]
    public void Every_autodiff_oracle_is_compared_by_a_test()
    {
        SharedFolder.Require();
        HashSet<string> compared = [.. GradientOracleTests.Names(), "gradcam_resnet18"];
        foreach (System.Reflection.MethodInfo test in new[] { typeof(SaliencyOracleTests), typeof(TrainingOracleTests) }
            .SelectMany(type => type.GetMethods()))
        {
            compared.UnionWith(test.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
                .Cast<InlineDataAttribute>().SelectMany(row => row.GetData(test))
                .SelectMany(row => row.OfType<string>()));
        }

        string[] folders = [.. Directory.GetDirectories(SharedFolder.Path("oracles/autodiff"))
            .Select(folder => Path.GetFileName(folder)!)];
        Assert.NotEmpty(folders);
        Violations.ShouldBeNone(folders.Where(folder => !compared.Contains(folder))
            .Select(folder => $"{folder} is compared by no test."));
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
        using GradientSession session = Session(
            oracle, [2, 3, 128, 128], loss, [tensor], [tensor, "logits"]);

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
        float[] normalized = [.. map.Chunk(16).SelectMany(one => one.Select(value => value / one.Max()))];
        AssertClose($"{key}/cam_normalised", normalized);
        AssertClose($"{key}/cam_upsampled", [.. normalized.Chunk(16).SelectMany(one => Upsampled(one, 4, 128))]);
        float[] logits = values.Kept["logits"].Values;
        AssertClose("logits", logits);
        AssertClose("score", [logits[classes[0]], logits[10 + classes[1]]]);

        void AssertClose(string expected, float[] got) => AutodiffOracle.AssertClose(
            oracle.Expected(expected), Array.ConvertAll(got, value => (double)value), 2e-4, 1e-6, expected);
    }

    /// <summary>Bilinear, by the centers of pixels (half_pixel), edges repeated.</summary>
    private static float[] Upsampled(float[] map, int from, int to)
    {
        float[] large = new float[to * to];
        for (int i = 0; i < large.Length; i++)
        {
            (int y, double v) = Place(i / to);
            (int x, double u) = Place(i % to);
            double Row(int row) => ((1 - u) * At(row, x)) + (u * At(row, x + 1));
            large[i] = (float)(((1 - v) * Row(y)) + (v * Row(y + 1)));
        }

        return large;

        double At(int row, int column) =>
            map[(Math.Clamp(row, 0, from - 1) * from) + Math.Clamp(column, 0, from - 1)];

        (int Whole, double Share) Place(int pixel)
        {
            double at = ((pixel + 0.5) * from / to) - 0.5;
            return ((int)Math.Floor(at), at - Math.Floor(at));
        }
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);

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
