using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Classification by words alone: the class whose text lies nearest to the picture.</summary>
public static class ZeroShot
{
    /// <summary>The place of a prompt in a template.</summary>
    public const string Place = "{}";

    /// <summary>Gives every picture a probability of every class.</summary>
    /// <remarks>
    /// <para>Every prompt is put into every template; a class is the mean of the unit vectors of its sentences, brought
    /// to length 1 again. Probabilities are the softmax over classes of the model's logit scale times the cosine of
    /// picture and class.</para>
    /// <para>Source: Radford et al., ICML 2021, section 3.1.4 (prompt ensembling over the embedding space). They are
    /// scores, not calibrated probabilities. Undefined cases: a picture vector of length 0 is refused.</para>
    /// </remarks>
    /// <param name="request">The model, the pictures' embeddings and the classes.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The probabilities.</returns>
    /// <exception cref="ArgumentException">There are fewer than two classes, two share a name, or a template has no
    /// place.</exception>
    /// <exception cref="ModelException">The model is no dual encoder or cannot be used.</exception>
    /// <exception cref="EmbeddingException">The embeddings are not of this model's width, or one has length
    /// 0.</exception>
    public static ZeroShotResult Run(ZeroShotRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        using DualEncoder encoder = DualEncoder.Open(request.ModelFolder, request.ThreadCount);
        List<string> cut = [];
        (string Name, float[] Vector)[] named = request.Texts is { } store ? Kept(store)
            : [.. request.Classes.Select(one =>
                (one.Name, ClassVector(encoder, one, request.Templates, cut, cancellation)))];
        float[][] classes = [.. named.Select(one => one.Vector)];
        if (classes[0].Length != request.Embeddings.Width)
        {
            throw new EmbeddingException(
                $"The embeddings are {request.Embeddings.Width} wide and the texts of model '{encoder.Card.Name}' "
                    + $"{classes[0].Length}; "
                + "embed the pictures with the same model.");
        }

        double scale = encoder.Card.Text!.LogitScale;
        int count = classes.Length;
        double[] probabilities = new double[request.Embeddings.Count * count];
        for (int row = 0; row < request.Embeddings.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<double> target = probabilities.AsSpan(row * count, count);
            Cosines(request.Embeddings, row, classes, target);
            Softmax(target, scale);
        }

        return new ZeroShotResult
        {
            Ids = request.Embeddings.Ids,
            Classes = [.. named.Select(one => one.Name)],
            Probabilities = probabilities,
            LogitScale = scale,
            CutPrompts = cut,
        };
    }

    /// <summary>The classes of a store, in the order of their names.</summary>
    private static (string Name, float[] Vector)[] Kept(string store)
    {
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(store);
        string[] ids = [.. matrix.Ids.Where(id => id.StartsWith(TextStore.ClassPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        if (ids.Length < 2)
        {
            throw new EmbeddingException(
                $"The texts have {ids.Length} vectors of classes; at least two under the ids "
                    + $"'{TextStore.ClassPrefix}NAME' were expected.");
        }

        return [.. ids.Select(id =>
        {
            float[] vector = matrix.Row(matrix.RowOf(id)).ToArray();
            double length = Math.Sqrt(vector.Sum(value => (double)value * value));
            return length > 0 && double.IsFinite(length)
                ? (id[TextStore.ClassPrefix.Length..], Array.ConvertAll(vector, value => (float)(value / length)))
                : throw new EmbeddingException(
                    $"The text '{id}' has length 0 or a number that is not finite; embed the texts again.");
        })];
    }

    private static void Check(ZeroShotRequest request)
    {
        if (request.Texts is not null)
        {
            if (request.Classes.Count > 0)
            {
                throw new ArgumentException("Classes were given in words and as a store; one of the two was expected.",
                    nameof(request));
            }

            return;
        }

        if (request.Classes.Count < 2)
        {
            throw new ArgumentException($"{request.Classes.Count} class was given; at least two are needed.",
                nameof(request));
        }

        if (request.Classes.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() != request.Classes.Count)
        {
            throw new ArgumentException("Two classes share a name; several prompts of one class belong together.",
                nameof(request));
        }

        if (request.Classes.Any(one => one.Prompts.Count == 0) || request.Templates.Count == 0)
        {
            throw new ArgumentException("A class has no prompt, or there is no template.", nameof(request));
        }

        if (request.Templates.FirstOrDefault(template => !template.Contains(Place, StringComparison.Ordinal))
            is { } bare)
        {
            throw new ArgumentException($"The template '{bare}' has no {Place} for the prompt.", nameof(request));
        }
    }

    /// <summary>The mean of the unit vectors of a class's sentences, brought to length 1.</summary>
    internal static float[] ClassVector(
        DualEncoder encoder, ZeroShotClass one, IReadOnlyList<string> templates, List<string> cut,
        CancellationToken cancellation)
    {
        double[]? sum = null;
        foreach (string prompt in one.Prompts)
        {
            foreach (string template in templates)
            {
                cancellation.ThrowIfCancellationRequested();
                string sentence = template.Replace(Place, prompt, StringComparison.Ordinal);
                if (encoder.Tokenizer.Encode(sentence).IsCut)
                {
                    cut.Add(sentence);
                }

                float[] vector = encoder.Encode([sentence])[0];
                sum ??= new double[vector.Length];
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += vector[i];
                }
            }
        }

        double length = Math.Sqrt(sum!.Sum(value => value * value));
        return length > 1e-9
            ? [.. sum!.Select(value => (float)(value / length))]
            : throw new EmbeddingException($"The prompts of class '{one.Name}' cancel out; use other ones.");
    }

    private static void Cosines(EmbeddingMatrix embeddings, int row, float[][] classes, Span<double> target)
    {
        ReadOnlySpan<float> picture = embeddings.Row(row);
        double squares = 0;
        foreach (float value in picture)
        {
            squares += (double)value * value;
        }

        if (squares == 0)
        {
            throw new EmbeddingException(
                $"The embedding of sample '{embeddings.Ids[row]}' has length 0; it has no direction to compare.");
        }

        double length = Math.Sqrt(squares);
        for (int k = 0; k < classes.Length; k++)
        {
            double dot = 0;
            for (int i = 0; i < picture.Length; i++)
            {
                dot += (double)picture[i] * classes[k][i];
            }

            target[k] = dot / length;
        }
    }

    private static void Softmax(Span<double> values, double scale)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = Math.Exp(scale * (values[k] - largest));
            sum += values[k];
        }

        for (int k = 0; k < values.Length; k++)
        {
            values[k] /= sum;
        }
    }
}
