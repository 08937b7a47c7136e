using Isonomia.Embeddings;

namespace Isonomia.Adaptation;

/// <summary>Embeddings of texts in the space of the pictures' embeddings: of class prompts, of attribute prompts and of
/// a text for every sample.</summary>
internal sealed record TextEmbeddings
{
    private const string ClassPrefix = "class:";
    private const string AttributePrefix = "attribute:";
    private const string PairPrefix = TextStore.PairPrefix;

    /// <summary>A unit vector a class, in the order of the classes; empty where the store has none.</summary>
    internal double[][] Classes { get; init; } = [];

    /// <summary>Unit vectors of the prompts of an attribute, an attribute a list.</summary>
    internal double[][][] Attributes { get; init; } = [];

    /// <summary>Unit vectors of the prompts of a class with the values of an attribute, a class and attribute a
    /// list.</summary>
    internal double[][][] Pairs { get; init; } = [];

    /// <summary>The text of every row as a unit vector, null where it has none, shape [n].</summary>
    internal double[]?[] Rows { get; init; } = [];

    /// <summary>The hash of the texts.</summary>
    internal string Fingerprint { get; init; } = string.Empty;

    /// <summary>Reads a store whose ids are <c>class:NAME</c>, <c>attribute:ATTRIBUTE/VALUE</c> and ids of
    /// samples.</summary>
    /// <param name="path">The store.</param>
    /// <param name="ids">The samples.</param>
    /// <param name="width">The width of the pictures' embeddings.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <exception cref="ProbeException">The texts are not of the pictures' space, or a class has none.</exception>
    internal static TextEmbeddings Read(
        string path, IReadOnlyList<string> ids, int width, IReadOnlyList<string> classes)
    {
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(path);
        if (matrix.Width != width)
        {
            throw new ProbeException(
                $"The texts are {matrix.Width} wide and the pictures {width}; both must come from "
                    + $"one "
                    + "dual encoder.");
        }

        int[] ofClasses = [.. classes.Select(name => matrix.RowOf(ClassPrefix + name))];
        if (ofClasses.Any(row => row >= 0) && ofClasses.Any(row => row < 0))
        {
            throw new ProbeException(
                $"The texts have a prompt of some classes only; expected the ids "
                    + $"{string.Join(", ", classes.Select(name => $"'{ClassPrefix}{name}'"))}.");
        }

        return new TextEmbeddings
        {
            Classes = ofClasses.All(row => row >= 0) ? [.. ofClasses.Select(row => Unit(matrix, row))] : [],
            Attributes = [.. matrix.Ids
                .Where(id => id.StartsWith(AttributePrefix, StringComparison.Ordinal) && id.Contains('/'))
                .GroupBy(id => id[..id.LastIndexOf('/')])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Order(StringComparer.Ordinal)
                    .Select(id => Unit(matrix, matrix.RowOf(id))).ToArray())],
            Pairs = [.. matrix.Ids
                .Where(id => id.StartsWith(PairPrefix, StringComparison.Ordinal) && id.Contains('|')
                    && id.LastIndexOf('/') > id.LastIndexOf('|'))
                .GroupBy(id => id[..id.LastIndexOf('/')])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Order(StringComparer.Ordinal)
                    .Select(id => Unit(matrix, matrix.RowOf(id))).ToArray())],
            Rows = [.. matrix.RowsOf(ids).Select(row => row < 0 ? null : Unit(matrix, row))],
            Fingerprint = matrix.Fingerprint,
        };
    }

    /// <summary>A vector brought to length 1.</summary>
    internal static double[] Unit(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        double[] unit = vector.ToArray();
        double length = Math.Sqrt(sum);
        for (int i = 0; i < unit.Length && length > 0; i++)
        {
            unit[i] /= length;
        }

        return unit;
    }

    private static double[] Unit(EmbeddingMatrix matrix, int row)
    {
        double[] wide = new double[matrix.Width];
        ReadOnlySpan<float> vector = matrix.Row(row);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = float.IsFinite(vector[i]) ? vector[i]
                : throw new ProbeException(
                    $"The text '{matrix.Ids[row]}' has a number that is not finite; embed the texts again.");
        }

        return Unit(wide);
    }
}
