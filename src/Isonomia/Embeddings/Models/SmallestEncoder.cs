using System.Security.Cryptography;
using Isonomia.Imaging;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>A tiny image encoder made on the spot, for a checkout that has no trained model: seeded random
/// convolutions, then the mean and spread of every feature map.</summary>
/// <remarks>
/// <para>64 × 64 color pictures become 102 numbers (means, then standard deviations, of 3 color bands, 16 and 32
/// feature maps).</para>
/// <para>It has learned nothing. It shows that the road works and finds coarse contrast, color and texture; judge no
/// real task by it. Random convolutions as features: Jarrett, Kavukcuoglu, Ranzato and LeCun, ICCV 2009.</para>
/// </remarks>
public static class SmallestEncoder
{
    private const int Side = 64;
    private const int FirstCount = 16;
    private const int SecondCount = 32;
    private const string FileName = "smallest_encoder.onnx";

    /// <summary>The width of its embeddings.</summary>
    public static int Width => 2 * (3 + FirstCount + SecondCount);

    /// <summary>Writes the model and its card into a folder.</summary>
    /// <param name="folder">The folder; made if absent.</param>
    /// <param name="seed">The seed of the weights; the same seed gives the same bytes.</param>
    /// <returns>The card.</returns>
    public static ModelCard Write(string folder, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(folder);
        byte[] model = Build(seed);
        ModelCard card = new()
        {
            Name = "smallest_encoder",
            File = FileName,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Input = new ModelInput
            {
                Name = "image",
                Width = Side,
                Height = Side,
                Color = ColorOrder.Rgb,
                Mean = [0.5f, 0.5f, 0.5f],
                StandardDeviation = [0.5f, 0.5f, 0.5f],
                Kernel = ResizeKernel.Linear,
            },
            Outputs = [new ModelOutput("embedding", Width)],
            Embedding = "embedding",
            License = "Apache-2.0",
            Source = "made by Isonomia from a seed; random weights",
        };
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, FileName), model);
        card.Write(folder);
        return card;
    }

    private static byte[] Build(ulong seed)
    {
        GraphBuilder graph = new("smallest_encoder");
        string image = graph.Input("image", "N", 3, Side, Side);
        string first = Convolution(graph, seed, "first", image, 3, FirstCount, 5);
        string pooled = graph.Node(
            "AveragePool", "first_pooled", [first], GraphAttribute.Integers("kernel_shape", 2, 2),
            GraphAttribute.Integers("strides", 2, 2));
        string second = Convolution(graph, seed, "second", pooled, FirstCount, SecondCount, 3);

        string[] maps = [image, first, second];
        string small = graph.Weights("small", [1e-6f], 1);
        string[] means = [.. maps.Select(map => graph.Node("GlobalAveragePool", map + "_mean", [map]))];
        string[] spreads = [.. maps.Zip(means, (map, mean) => Spread(graph, map, mean, small))];
        string joined = graph.Node("Concat", "joined", [.. means, .. spreads], GraphAttribute.Integer("axis", 1));
        graph.Output(graph.Node("Flatten", "embedding", [joined], GraphAttribute.Integer("axis", 1)), "N", Width);
        return graph.ToBytes();
    }

    private static string Spread(GraphBuilder graph, string map, string mean, string small)
    {
        string centered = graph.Node("Sub", map + "_centered", [map, mean]);
        string squared = graph.Node("Mul", map + "_squared", [centered, centered]);
        string variance = graph.Node("GlobalAveragePool", map + "_variance", [squared]);
        return graph.Node("Sqrt", map + "_spread", [graph.Node("Add", map + "_variance_above_0", [variance, small])]);
    }

    /// <summary>Random filters with mean zero (they answer to change, not to brightness) and unit energy, then a
    /// rectifier.</summary>
    private static string Convolution(
        GraphBuilder graph, ulong seed, string name, string input, int from, int to, int size)
    {
        int length = from * size * size;
        float[] weights = new float[to * length];
        for (int filter = 0; filter < to; filter++)
        {
            RandomSource random = RandomSource.For(seed, "smallest_encoder_" + name, filter);
            double[] draw = [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
            double mean = draw.Average();
            double norm = Math.Sqrt(draw.Sum(value => (value - mean) * (value - mean)));
            for (int i = 0; i < length; i++)
            {
                weights[(filter * length) + i] = (float)((draw[i] - mean) / norm);
            }
        }

        string filters = graph.Weights(name + "_filters", weights, to, from, size, size);
        string convolved = graph.Node(
            "Conv", name + "_convolved", [input, filters], GraphAttribute.Integers("kernel_shape", size, size));
        return graph.Node("Relu", name, [convolved]);
    }
}
