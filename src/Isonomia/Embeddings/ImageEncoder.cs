using System.Globalization;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>A model from a folder with a <see cref="ModelCard"/>, ready to turn pictures into vectors.</summary>
public sealed class ImageEncoder : IDisposable
{
    private readonly OnnxSession _session;

    private ImageEncoder(ModelCard card, OnnxSession session, string outputName) =>
        (Card, _session, OutputName) = (card, session, outputName);

    /// <summary>What the folder says about the model.</summary>
    public ModelCard Card { get; }

    /// <summary>The output that is taken.</summary>
    public string OutputName { get; }

    /// <summary>Everything besides the picture that decides the numbers, as one line of text: model, input, output,
    /// library versions.</summary>
    internal string Fingerprint
    {
        get
        {
            ModelInput input = Card.Input;
            string[] facts =
            [
                $"model={_session.Sha256}",
                $"input={input.Name}:{input.Color}:{input.Width}x{input.Height}",
                $"mean={Join(input.Mean)}",
                $"std={Join(input.StandardDeviation)}",
                $"kernel={input.Kernel}",
                $"output={OutputName}",
                $"libvips={Image.DecoderVersion}",
                $"onnxruntime={OnnxSession.RuntimeVersion}",
            ];
            return string.Join(' ', facts);
        }
    }

    /// <summary>Loads the model of a folder after checking its hash.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="threadCount">Threads for one run, at least 1.</param>
    /// <param name="outputName">The output to take; its first axis is the picture, all others are flattened.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ModelException">The card or the model is absent, changed or damaged, or has no such
    /// output.</exception>
    public static ImageEncoder Open(string folder, int threadCount, string outputName = "embedding")
    {
        ModelCard card = ModelCard.Read(folder);
        if (!card.Outputs.Contains(outputName))
        {
            throw new ModelException(
                Path.Combine(folder, ModelCard.FileName),
                $"the card lists no output '{outputName}'; it lists {string.Join(", ", card.Outputs)}");
        }

        return new ImageEncoder(
            card, OnnxSession.Open(Path.Combine(folder, card.File), threadCount, card.Sha256), outputName);
    }

    /// <summary>Encodes pictures that <see cref="ModelInput.Fill"/> prepared.</summary>
    /// <param name="prepared">The input, shape [n, bands, height, width].</param>
    /// <param name="count">How many pictures, at least 1.</param>
    /// <returns>The output, shape [n, d].</returns>
    /// <exception cref="ModelException">The model refuses the input, or its output has no row for every
    /// picture.</exception>
    public float[] Encode(float[] prepared, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ModelInput input = Card.Input;
        OnnxTensor tensor = new(input.Name, [count, input.BandCount, input.Height, input.Width], prepared);
        OnnxTensor output = _session.Run(tensor, OutputName)[0];
        return output.Shape.Count >= 2 && output.Shape[0] == count
            ? output.Values
            : throw new ModelException(
                Card.File,
                $"output '{OutputName}' has shape [{string.Join(", ", output.Shape)}]; [{count}, width] was expected");
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static string Join(IReadOnlyList<float> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
