using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Whether a card and its ONNX file speak of the same model.</summary>
internal static class ModelFit
{
    /// <summary>Throws unless the model takes what the card says it takes; gives the only batch size it takes, or
    /// null.</summary>
    internal static int? Require(ModelCard card, string path, OnnxSession session, string output)
    {
        OnnxValueInfo image = session.Inputs.FirstOrDefault(info => info.Name == card.Input.Name)
            ?? throw new ModelException(
                path, $"the model has no input '{card.Input.Name}', which its card names; it has "
                    + $"{Names(session.Inputs)}");
        HashSet<string> named = [card.Input.Name];
        if (card.Text is { File: null } text)
        {
            named.UnionWith(new[] { text.Input, text.Mask }.OfType<string>());
        }

        string[] more = [.. session.Inputs.Select(info => info.Name).Where(name => !named.Contains(name))];
        if (more.Length > 0)
        {
            throw new ModelException(
                path,
                $"the model takes {session.Inputs.Count} inputs ({Names(session.Inputs)}) and its card explains "
                    + $"{named.Count}; "
                + $"a model of one picture, or a card that explains {string.Join(", ", more)} under 'text', was "
                + $"expected");
        }

        if (session.Outputs.All(info => info.Name != output))
        {
            throw new ModelException(path, $"the model has no output '{output}'; it has {Names(session.Outputs)}");
        }

        int?[] expected = [null, card.Input.BandCount, card.Input.Height, card.Input.Width];
        bool fits = image.ElementType == "float" && image.Shape.Count == expected.Length
            && image.Shape.Zip(expected)
                .All(pair => pair.First is null || pair.Second is null || pair.First == pair.Second);
        if (!fits)
        {
            throw new ModelException(
                path,
                $"input '{image.Name}' is {image.Text}; its card says float [N, {card.Input.BandCount}, "
                    + $"{card.Input.Height}, {card.Input.Width}]");
        }

        return (int?)image.Shape[0];
    }

    internal static string Names(IReadOnlyList<OnnxValueInfo> values) =>
        string.Join(", ", values.Select(value => $"{value.Name} {value.Text}"));
}
