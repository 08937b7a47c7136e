using Isonomia.Embeddings;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>The prompts of a training whose context is trained, and what the context starts from.</summary>
/// <remarks>Source: Zhou, Yang, Loy and Liu, IJCV 130, 2022 (CoOp): standard deviation 0.02 without words.</remarks>
internal sealed class TunedPrompt
{
    private const double Deviation = 0.02;
    private readonly PromptTower _tower;
    private readonly float[]? _words;
    private readonly int _width;
    private readonly int _inner;

    private TunedPrompt(
        PromptTower tower, PromptTokens tokens, IReadOnlyList<ZeroShotClass> classes, int width, int inner,
        float[]? words)
    {
        (_tower, Tokens, Classes, _width, _inner, _words) = (tower, tokens, classes, width, inner, words);
    }

    /// <summary>The prompts as token ids.</summary>
    internal PromptTokens Tokens { get; }

    /// <summary>The classes, in the order of the label's values.</summary>
    internal IReadOnlyList<ZeroShotClass> Classes { get; }

    /// <summary>Reads prompts and finds their place in the text tower.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="card">Its card.</param>
    /// <param name="request">The prompts.</param>
    /// <param name="names">The label's values.</param>
    /// <param name="width">The width of the pictures' embeddings.</param>
    /// <exception cref="ModelException">The model has no text tower, or none that a context goes into.</exception>
    /// <exception cref="ArgumentException">A class has no prompt, or context and prompt are too long.</exception>
    internal static TunedPrompt Open(
        string folder, ModelCard card, PromptRequest request, IReadOnlyList<string> names, int width)
    {
        ModelText text = card.Text ?? throw new ModelException(
            Path.Combine(folder, ModelCard.FileName),
            $"the model '{card.Name}' has no text tower; prompts are trained through that of a dual encoder, with a "
                + "'text' part in its card");
        ZeroShotClass[] classes = [.. names.Select(name => request.Classes.FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException(
                $"Class '{name}' of the label has no prompt; one of every class was expected: "
                    + string.Join(" ", names.Select(own => $"--class \"{own}=…\"")) + "."))];
        if (request.Classes.FirstOrDefault(one => !names.Contains(one.Name)) is { } other)
        {
            throw new ArgumentException(
                $"The class '{other.Name}' has a prompt and the label holds "
                    + $"{string.Join(", ", names.Select(name => $"'{name}'"))}; only those were expected.");
        }

        ModelFile file = text.File ?? new ModelFile(card.File, card.Sha256);
        string path = Path.Combine(folder, file.Name);
        OnnxSession.RequireHash(path, file.Sha256);
        var tokenizer = TextTokenizer.Open(folder, text);
        IReadOnlyList<long> init = request.ContextInit is { } words ? tokenizer.Words(words) : [];
        int count = CountOf(request, init.Count);
        if (count >= tokenizer.Room)
        {
            throw new ArgumentException(
                $"The context has {count} tokens and the text tower reads {tokenizer.Room} of a text; fewer were "
                    + "expected, so that a prompt fits behind it (--context).");
        }

        List<long[]> ids = [];
        List<long[]> masks = [];
        List<int> owners = [];
        foreach ((int number, ZeroShotClass one) in classes.Index())
        {
            foreach (string prompt in one.Prompts)
            {
                (long[] row, long[] mask, int tokens) = tokenizer.EncodeAfter(prompt, count);
                if (tokens == 0 || tokens > tokenizer.Room - count)
                {
                    throw new ArgumentException(
                        $"The prompt '{prompt}' of class '{one.Name}' has {tokens} tokens; behind a context of {count} "
                            + $"the text tower reads {tokenizer.Room - count}, and at least one was expected.");
                }

                ids.Add(row);
                masks.Add(mask);
                owners.Add(number);
            }
        }

        var tower = PromptTower.Of(OnnxModel.Load(path), text.Input, text.Mask, text.Output);
        PromptTokens prompts = new(ids, masks, owners, tokenizer.FirstPlace, count);
        int inner = tower.Embed([ids[0]])[0].Length / text.Length;
        float[]? start = init.Count == 0 ? null : Start(tower, tokenizer, request.ContextInit!, count, inner);
        return new TunedPrompt(tower, prompts, classes, width, inner, start);
    }

    /// <summary>The head at the start of a training.</summary>
    /// <param name="random">Draws the context where it starts from no words.</param>
    /// <param name="outputs">Outputs that the method asks for.</param>
    /// <param name="scale">What cosines are multiplied with.</param>
    /// <exception cref="ProbeException">The method needs other outputs than one for each class.</exception>
    internal TunedHead Start(RandomSource random, int outputs, double scale)
    {
        if (outputs != Tokens.ClassCount)
        {
            throw new ProbeException(
                $"The method needs {outputs} outputs and prompts of {Tokens.ClassCount} classes give as many; a head "
                    + "for each group is not offered with trained prompts.");
        }

        float[] context = _words ?? [.. Enumerable.Range(0, Tokens.ContextCount * _inner)
            .Select(_ => (float)(Deviation * random.NextNormal()))];
        return new PromptTunedHead(_tower, Tokens, context, _width, scale);
    }

    private static int CountOf(PromptRequest request, int words)
    {
        int count = request.ContextCount ?? (words > 0 ? words : PromptRequest.UsualCount);
        if (count < 1 || request.ContextInit is not null && words != count)
        {
            throw new ArgumentException(
                count < 1 ? $"A context of {count} tokens was asked for; at least 1 was expected (--context)."
                    : $"The words '{request.ContextInit}' are {words} tokens and --context says {count}; as many were "
                        + "expected, or one of the two left out.");
        }

        return count;
    }

    private static float[] Start(PromptTower tower, TextTokenizer tokenizer, string words, int count, int inner)
    {
        long[] ids = tokenizer.Encode(words).Ids;
        return [.. tower.Embed([ids])[0].Skip(tokenizer.FirstPlace * inner).Take(count * inner)];
    }
}

/// <summary>Cosines with classes whose prompts have a trained context; handed out with the classes as fixed
/// prototypes.</summary>
internal sealed class PromptTunedHead(
    PromptTower tower, PromptTokens tokens, float[] context, int width, double scale) : TunedHead
{
    private OnnxModel? _pictures;
    private string _output = string.Empty;
    private string _pooling = string.Empty;

    internal override IReadOnlyList<string> ParameterNames => [PromptTower.Context];

    /// <summary>The text tower's weights; rows of tokens and places are none.</summary>
    internal override IReadOnlyList<string> CountedNames(OnnxModel model) =>
        [.. PromptTower.WeightNames(model)];

    internal override OnnxModel Attach(OnnxModel model, string output, string pooling)
    {
        (_pictures, _output, _pooling) = (model, output, pooling);
        return tower.Attach(model, output, pooling, width, tokens, context, scale);
    }

    /// <summary>The picture side alone: the text tower has done its work.</summary>
    internal override OnnxModel Finished(OnnxModel trained) => CosineHead.Attach(
        _pictures!, _output, _pooling, PromptTower.ClassVectors(trained), tokens.ClassCount, scale);
}
