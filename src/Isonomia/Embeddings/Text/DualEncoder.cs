using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>The text side of a model that puts pictures and texts into one space (CLIP, SigLIP).</summary>
public sealed class DualEncoder : IDisposable
{
    private readonly OnnxSession _session;
    private readonly ModelText _text;
    private readonly OnnxTensor[] _picture;

    private DualEncoder(ModelCard card, OnnxSession session, TextTokenizer tokenizer)
    {
        (Card, _session, Tokenizer, _text) = (card, session, tokenizer, card.Text!);
        ModelInput input = card.Input;

        // Both towers in one graph: the runtime wants a picture even where only the text is asked for.
        _picture = _text.File is null
            ? [new OnnxTensor(input.Name, [1, input.BandCount, input.Height, input.Width], new float[input.Length])]
            : [];
    }

    /// <summary>What the folder says about the model.</summary>
    public ModelCard Card { get; }

    /// <summary>How texts become token ids.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>Loads the text tower of a folder after checking the hashes of its files.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="threadCount">Threads for one run, at least 1.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ModelException">The card has no text tower, or a file is absent, changed, damaged or does not
    /// fit.</exception>
    public static DualEncoder Open(string folder, int threadCount)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ModelCard card = ModelCard.Read(folder);
        ModelText text = card.Text ?? throw new ModelException(
            Path.Combine(folder, ModelCard.FileName),
            $"the model '{card.Name}' has no text tower; a dual encoder with a 'text' part in its card was expected");
        ModelFile file = text.File ?? new ModelFile(card.File, card.Sha256);
        string path = Path.Combine(folder, file.Name);
        TextTokenizer tokenizer = TextTokenizer.Open(folder, text);
        OnnxSession session = OnnxSession.Open(path, threadCount, file.Sha256);
        try
        {
            RequireFit(path, session, card, text);
            return new DualEncoder(card, session, tokenizer);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Encodes texts as vectors of length 1.</summary>
    /// <param name="texts">The texts, m of them.</param>
    /// <returns>The vectors, shape [m, d].</returns>
    /// <exception cref="ModelException">The model cannot be run, or gives a vector of length 0 or with a number that is
    /// not finite.</exception>
    public float[][] Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. texts.Select(Encode)];
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>One text a run: prompts are few, and the numbers then depend on nothing else.</summary>
    private float[] Encode(string text)
    {
        (long[] ids, long[] mask, _) = Tokenizer.Encode(text);
        List<OnnxIntegers> inputs = [new OnnxIntegers(_text.Input, [1, ids.Length], ids)];
        if (_text.Mask is { } name)
        {
            inputs.Add(new OnnxIntegers(name, [1, mask.Length], mask));
        }

        float[] row = _session.Run(_picture, inputs, [_text.Output])[0].Values;
        double length = Math.Sqrt(row.Sum(value => (double)value * value));
        return length > 0 && double.IsFinite(length)
            ? [.. row.Select(value => (float)(value / length))]
            : throw new ModelException(Card.File, "the text tower gave a vector of length 0 or one that is not finite");
    }

    private static void RequireFit(string path, OnnxSession session, ModelCard card, ModelText text)
    {
        HashSet<string> named = [text.Input, .. new[] { text.Mask }.OfType<string>()];
        if (text.File is null)
        {
            named.Add(card.Input.Name);
        }

        foreach (string name in named.Where(name => session.Inputs.All(info => info.Name != name)))
        {
            throw new ModelException(path,
                $"the text tower has no input '{name}', which its card names; it has {ModelFit.Names(session.Inputs)}");
        }

        string[] more = [.. session.Inputs.Select(info => info.Name).Where(name => !named.Contains(name))];
        if (more.Length > 0)
        {
            throw new ModelException(path,
                $"the text tower takes {string.Join(", ", more)} as well, which its card does not explain");
        }

        OnnxValueInfo tokens = session.Inputs.First(info => info.Name == text.Input);
        if (tokens.ElementType is not ("int64" or "int32") || tokens.Shape.Count != 2
            || (tokens.Shape[1] ?? text.Length) != text.Length)
        {
            throw new ModelException(path,
                $"input '{tokens.Name}' is {tokens.Text}; its card says int64 [M, {text.Length}]");
        }

        if (session.Outputs.All(info => info.Name != text.Output))
        {
            throw new ModelException(path,
                $"the text tower has no output '{text.Output}'; it has {ModelFit.Names(session.Outputs)}");
        }
    }
}
