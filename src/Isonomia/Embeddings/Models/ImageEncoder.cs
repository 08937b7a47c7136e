using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>A model from a folder with a <see cref="ModelCard"/>, ready to turn pictures into vectors.</summary>
public sealed class ImageEncoder : IDisposable
{
    private readonly OnnxSession _session;
    private readonly IReadOnlyList<OnnxIntegers> _texts;

    private ImageEncoder(ModelCard card, string path, OnnxSession session, string outputName, TokenPooling pooling)
    {
        (Card, Path, _session, OutputName, Pooling) = (card, path, session, outputName, pooling);
        _texts = card.Text is { File: null } text
            ? [.. new[] { text.Input, text.Mask }.OfType<string>()
                .Select(name => new OnnxIntegers(name, [1, text.Length], new long[text.Length]))]
            : [];
    }

    /// <summary>What the folder says about the model.</summary>
    public ModelCard Card { get; }

    /// <summary>The output that is taken.</summary>
    public string OutputName { get; }

    /// <summary>The width d of a vector.</summary>
    public int Width { get; private set; }

    /// <summary>The only batch the model takes, or null where any size is fine.</summary>
    public int? FixedBatchSize { get; private init; }

    /// <summary>The ONNX file.</summary>
    internal string Path { get; }

    internal string ModelSha256 => _session.Sha256;

    private TokenPooling Pooling { get; }

    /// <summary>The versions of what decodes and computes; other versions may give other numbers.</summary>
    internal static string Libraries => $"{ImageFile.DecoderVersions} onnxruntime={OnnxSession.RuntimeVersion}";

    /// <summary>Loads the model of a folder after checking its hash.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="threadCount">Threads for one run, at least 1.</param>
    /// <param name="outputName">The output to take, or null: the card's embedding.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ModelException">The card or the model is absent, changed or damaged, or they do not fit
    /// together.</exception>
    public static ImageEncoder Open(string folder, int threadCount, string? outputName = null) =>
        Open(folder, new OnnxSessionSettings { ThreadCount = threadCount }, outputName);

    /// <summary>Loads the model of a folder after checking the hashes of its files, and runs it once on a gray
    /// picture.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="settings">Threads and device.</param>
    /// <param name="outputName">The output to take, or null: the card's embedding.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ModelException">The card or the model is absent, changed or damaged, or they do not fit
    /// together: a second input, another shape, an output of another width or one that is not finite.</exception>
    /// <exception cref="OnnxDeviceException">The device that was asked for is absent.</exception>
    public static ImageEncoder Open(string folder, OnnxSessionSettings settings, string? outputName = null) =>
        Open(ModelCard.Read(folder), folder, settings, outputName);

    /// <summary>Loads the model of a card.</summary>
    internal static ImageEncoder Open(ModelCard card, string folder, OnnxSessionSettings settings,
        string? outputName = null)
    {
        string output = outputName ?? card.Embedding;
        if (card.Outputs.All(known => known.Name != output))
        {
            throw new ModelException(
                System.IO.Path.Combine(folder, ModelCard.FileName),
                $"the card lists no output '{output}'; it lists {ModelCardFile.Names(card.Outputs)}");
        }

        foreach (ModelFile file in card.DataFiles)
        {
            OnnxSession.RequireHash(System.IO.Path.Combine(folder, file.Name), file.Sha256);
        }

        string path = System.IO.Path.Combine(folder, card.File);
        OnnxSession session = OnnxSession.Open(path, settings, card.Sha256);
        ImageEncoder? encoder = null;
        try
        {
            int? batch = ModelFit.Require(card, path, session, output);
            encoder = new ImageEncoder(card, path, session, output, output == card.Embedding ? card.Pooling
                : TokenPooling.Flatten)
            {
                FixedBatchSize = batch,
            };
            encoder.LearnWidth();
            return encoder;
        }
        catch
        {
            session.Dispose();
            throw;
        }
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
        OnnxTensor output = _session.Run([tensor], _texts, [OutputName])[0];
        if (output.Shape.Count < 2 || output.Shape[0] != count)
        {
            throw new ModelException(
                Path, $"output '{OutputName}' has shape [{string.Join(", ", output.Shape)}]; [{count}, width] was "
                    + $"expected");
        }

        return Pooling == TokenPooling.Flatten ? output.Values : Pool(output);
    }

    /// <summary>Reads, prepares and encodes one picture.</summary>
    internal float[] Encode(Image picture) => Encode(picture, Card.Input);

    /// <summary>Reads, prepares in a given way, and encodes one picture.</summary>
    internal float[] Encode(Image picture, ModelInput input)
    {
        int batch = FixedBatchSize ?? 1;
        float[] prepared = new float[input.Length * batch];
        input.Fill(picture, prepared.AsSpan(0, input.Length));
        return Encode(prepared, batch)[..Width];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[] Pool(OnnxTensor output)
    {
        if (output.Shape.Count != 3)
        {
            throw new ModelException(
                Path, $"output '{OutputName}' has shape [{string.Join(", ", output.Shape)}]; [N, tokens, width] was "
                    + $"expected for pooling tokens");
        }

        int count = (int)output.Shape[0];
        int tokens = (int)output.Shape[1];
        int width = (int)output.Shape[2];
        float[] pooled = new float[count * width];
        int used = Pooling == TokenPooling.FirstToken ? 1 : tokens;
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double sum = 0;
                for (int token = 0; token < used; token++)
                {
                    sum += output.Values[(((row * tokens) + token) * width) + column];
                }

                pooled[(row * width) + column] = (float)(sum / used);
            }
        }

        return pooled;
    }

    private void LearnWidth()
    {
        int batch = FixedBatchSize ?? 1;
        float[] gray = new float[Card.Input.Length * batch];
        float[] output = Encode(gray, batch);
        Width = output.Length / batch;
        int? stated = Card.Outputs.First(known => known.Name == OutputName).Width;
        if (Pooling == TokenPooling.Flatten && stated is { } width && width != Width)
        {
            throw new ModelException(Path, $"output '{OutputName}' is {Width} wide, and its card says {width}");
        }
    }
}
