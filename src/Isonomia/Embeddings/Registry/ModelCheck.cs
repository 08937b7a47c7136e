using System.Globalization;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Looks for differences between how a model is fed and how it was meant to be fed, and names the usual
/// ones.</summary>
/// <remarks>
/// <para>Golden pixels: at registration the features of six made pictures were stored. Now they are computed again; the
/// relative distance is ‖now − stored‖ / ‖stored − its mean over pictures‖. Where it is not small, pictures are
/// prepared in other usual ways, alone and in pairs, and the way that gives the stored features is named.</para>
/// <para>The same is done with what the publisher's card says of a known picture, with features that another program
/// computed, and, by mean and spread of every feature, with pictures of the field.</para>
/// </remarks>
public static class ModelCheck
{
    /// <summary>Relative distance up to which features count as the same: single-precision sums on other processors
    /// stay below.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Relative distance up to which another way of preparing counts as the one that was used.</summary>
    public const double Fit = 0.02;

    /// <summary>The least distance of feature means, in standard deviations, that is worth a look.</summary>
    private const double LeastShift = 0.2;

    /// <summary>Checks a model.</summary>
    /// <param name="request">The model and what to compare it with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The findings.</returns>
    /// <exception cref="ModelException">The model's files are absent, changed or damaged, or do not fit
    /// together.</exception>
    /// <exception cref="EmbeddingException">The given features or pictures cannot be read.</exception>
    public static ModelCheckResult Run(ModelCheckRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using ImageEncoder encoder = ImageEncoder.Open(request.ModelFolder, request.ThreadCount);
        foreach (ModelFile file in encoder.Card.Files)
        {
            OnnxSession.RequireHash(Path.Combine(request.ModelFolder, file.Name), file.Sha256);
        }

        AlternativeSearch search = new(encoder, cancellation);
        ModelReference? reference = ModelReference.TryRead(request.ModelFolder);
        List<ModelFinding> findings =
        [
            new("files", FindingState.Good,
                $"Hashes, inputs and outputs are as the card says; the embedding is {encoder.Width} wide.", null, []),
            .. PublisherCheck.Run(encoder, request, search),
            GoldenPixels(encoder, reference, search),
        ];
        if (reference is not null && reference.Preprocessing != encoder.Card.Input.Text)
        {
            findings.Add(new ModelFinding(
                "card_change", FindingState.Fault,
                $"The card was changed since registration: '{reference.Preprocessing}' became "
                    + $"'{encoder.Card.Input.Text}'.", null, []));
        }

        if (request.FeaturesPath is { } features)
        {
            findings.Add(ServedFeatures(encoder, reference, features, search));
        }

        if (request.Pictures.Count > 0)
        {
            findings.Add(FieldPictures(encoder, reference, request.Pictures, cancellation));
        }

        return new ModelCheckResult { Model = encoder.Card.Name, Preprocessing = encoder.Card.Input.Text,
            Findings = findings };
    }

    /// <summary>Writes the probe pictures as PNG files, so that another program can be fed with them.</summary>
    /// <param name="folder">The folder; made if absent.</param>
    /// <returns>The files, in order.</returns>
    public static IReadOnlyList<string> WritePictures(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        List<string> paths = [];
        foreach (Image picture in ProbePicture.All())
        {
            paths.Add(Path.Combine(folder,
                string.Create(CultureInfo.InvariantCulture, $"probe_{paths.Count + 1}.png")));
            picture.WritePng(paths[^1]);
        }

        return paths;
    }

    private static ModelFinding GoldenPixels(ImageEncoder encoder, ModelReference? reference, AlternativeSearch search)
    {
        const string Id = "golden_pixels";
        if (reference is null || reference.Width != encoder.Width)
        {
            return new ModelFinding(
                Id, FindingState.NotChecked,
                "There are no stored features of this width; register the model with 'isonomia model add'.", null,
                []);
        }

        double distance = AlternativeSearch.Distance(search.Features(encoder.Card.Input), reference.Features);
        if (distance <= Tolerance)
        {
            return new ModelFinding(Id, FindingState.Good,
                "The probe pictures give the features stored at registration.", distance, []);
        }

        if (distance <= Fit && reference.Libraries != ImageEncoder.Libraries)
        {
            return new ModelFinding(
                Id, FindingState.Warning,
                $"The features differ a little from those stored at registration, which were made with "
                    + $"{reference.Libraries}.", distance, []);
        }

        IReadOnlyList<ModelAlternative> ways = search.Nearest(reference.Features);
        string fit = ways[0].Distance <= Fit
            ? $"the stored features fit {ways[0].Text}; the card says otherwise"
            : "no usual way of preparing pictures gives the stored features; the model or the card is another";
        return new ModelFinding(Id, FindingState.Fault,
            $"The probe pictures give other features than at registration: {fit}.", distance, ways);
    }

    private static ModelFinding ServedFeatures(ImageEncoder encoder, ModelReference? reference, string path,
        AlternativeSearch search)
    {
        const string Id = "served_features";
        (int count, int width, float[] values) = NumpyMatrix.Read(path);
        if (count != ProbePicture.Count || width != encoder.Width)
        {
            throw new EmbeddingException(
                $"{Path.GetFileName(path)} has shape [{count}, {width}]; [{ProbePicture.Count}, {encoder.Width}] was "
                    + $"expected, one row a probe picture.");
        }

        float[][] served = [.. Enumerable.Range(0, count).Select(row => values[(row * width)..((row + 1) * width)])];
        IReadOnlyList<float[]> expected = reference?.Features ?? search.Features(encoder.Card.Input);
        double distance = AlternativeSearch.Distance(served, expected);
        if (distance <= Fit)
        {
            return new ModelFinding(Id, FindingState.Good,
                "The served features are those of the card's preprocessing.", distance, []);
        }

        IReadOnlyList<ModelAlternative> ways = search.Nearest(served);
        string fit = ways[0].Distance <= Fit ? $"they fit {ways[0].Text}"
            : ways[0].Distance < distance / 2 ? $"they come nearest to {ways[0].Text}"
            : "no usual mistake explains them";
        return new ModelFinding(Id, FindingState.Fault,
            $"The served features are not those of the card's preprocessing; {fit}.", distance, ways);
    }

    private static ModelFinding FieldPictures(
        ImageEncoder encoder, ModelReference? reference, IReadOnlyList<string> pictures, CancellationToken cancellation)
    {
        const string Id = "pictures";
        if (reference?.Statistics is not { } expected)
        {
            return new ModelFinding(
                Id, FindingState.NotChecked,
                "No feature statistics were stored; register the model with pictures to compare with.", null, []);
        }

        FeatureStatistics found = ModelReference.Measure(encoder, encoder.Card.Input, pictures, cancellation);
        double noise = found.NoiseTo(expected);
        double distance = found.DistanceTo(expected);
        string counted =
            string.Create(CultureInfo.InvariantCulture, $"{found.Count} pictures against {expected.Count}");
        if (distance <= Math.Max(LeastShift, 2 * noise))
        {
            return new ModelFinding(Id, FindingState.Good, $"Feature statistics are as at registration ({counted}).",
                distance, []);
        }

        // Pictures that were stored wrongly are mended by reading them in another way.
        ModelAlternative[] ways = [.. InputAlternative.Of(encoder.Card.Input)
            .Select(way => new ModelAlternative(
                way.Text, ModelReference.Measure(encoder, way.Apply(encoder.Card.Input), pictures, cancellation)
                    .DistanceTo(expected)))
            .OrderBy(way => way.Distance).Take(5)];
        return ways[0].Distance < distance / 2
            ? new ModelFinding(
                Id, FindingState.Fault,
                $"Feature statistics moved ({counted}); they fit when the pictures are read with {ways[0].Text}.",
                distance, ways)
            : new ModelFinding(
                Id, FindingState.Warning,
                $"Feature statistics moved ({counted}), and no usual mistake explains it: other patients, scanners or "
                    + $"an unusual export.", distance, ways);
    }
}
