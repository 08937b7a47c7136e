using System.Globalization;
using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>Compares a known picture's class probabilities with those that the card's author printed.</summary>
internal static class PublisherCheck
{
    private const string Id = "publisher";

    internal static IEnumerable<ModelFinding> Run(ImageEncoder encoder, ModelCheckRequest request,
        AlternativeSearch search)
    {
        if (encoder.Card.Expectation is not { } expectation)
        {
            yield break;
        }

        string path = Path.Combine(request.ModelFolder, expectation.Image);
        if (!File.Exists(path) || encoder.Card.Outputs.All(output => output.Name != expectation.Output))
        {
            yield return new ModelFinding(
                Id, FindingState.NotChecked,
                $"The card's own check needs '{expectation.Image}' and the output '{expectation.Output}'.", null,
                []);
            yield break;
        }

        Image picture = ImageFile.Read(path);
        using ImageEncoder classes = ImageEncoder.Open(request.ModelFolder, request.ThreadCount, expectation.Output);
        double misfit = Misfit(classes, picture, encoder.Card.Input, expectation);
        string counted = string.Create(
            CultureInfo.InvariantCulture,
            $"{expectation.Top.Count} class probabilities of '{expectation.Image}' within {expectation.Tolerance}");
        if (misfit <= expectation.Tolerance)
        {
            yield return new ModelFinding(Id, FindingState.Good, $"The publisher's check holds: {counted}.", misfit,
                []);
            yield break;
        }

        IReadOnlyList<ModelAlternative> ways =
            search.Nearest(input => Misfit(classes, picture, input, expectation), expectation.Tolerance);
        string fit = ways[0].Distance <= expectation.Tolerance
            ? $"they fit {ways[0].Text}"
            : "no usual way of preparing pictures gives them";
        yield return new ModelFinding(Id, FindingState.Fault,
            $"The publisher's check fails ({counted} were expected): {fit}.", misfit, ways);
    }

    /// <summary>The largest difference of a probability.</summary>
    private static double Misfit(ImageEncoder classes, Image picture, ModelInput input, ModelExpectation expectation)
    {
        float[] logits = classes.Encode(picture, input);
        if (expectation.Top.Any(entry => entry.Index >= logits.Length))
        {
            return double.PositiveInfinity;
        }

        double largest = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - largest));
        return expectation.Top.Max(entry =>
            Math.Abs((Math.Exp(logits[entry.Index] - largest) / sum) - entry.Probability));
    }
}
