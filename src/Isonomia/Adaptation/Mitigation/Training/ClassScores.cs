namespace Isonomia.Adaptation;

/// <summary>The form of scores: of two classes the probability of the second, shape [n]; of more the probability of
/// every class, shape [n, K].</summary>
internal static class ClassScores
{
    /// <summary>Numbers a row.</summary>
    internal static int Width(int classCount) => classCount == 2 ? 1 : classCount;

    /// <summary>The scores of some rows, in their order.</summary>
    internal static double[] Take(double[] scores, IReadOnlyList<int> rows, int classCount)
    {
        int width = Width(classCount);
        double[] taken = new double[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            scores.AsSpan(rows[i] * width, width).CopyTo(taken.AsSpan(i * width));
        }

        return taken;
    }

    /// <summary>The class of a row: of two the second from 0.5 on, of more the most probable, a tie the
    /// first.</summary>
    internal static int Decide(double[] scores, int row, int classCount)
    {
        if (classCount == 2)
        {
            return scores[row] >= 0.5 ? 1 : 0;
        }

        ReadOnlySpan<double> own = scores.AsSpan(row * classCount, classCount);
        int best = 0;
        for (int k = 1; k < own.Length; k++)
        {
            best = own[k] > own[best] ? k : best;
        }

        return best;
    }

    /// <summary>The probability of a class.</summary>
    internal static double Of(double[] scores, int row, int label, int classCount) =>
        classCount != 2 ? scores[(row * classCount) + label] : label == 1 ? scores[row] : 1 - scores[row];

    /// <summary>The score of one class against all others, a column of the table.</summary>
    internal static double[] Column(double[] scores, int label, int classCount)
    {
        int width = Width(classCount);
        double[] column = new double[scores.Length / width];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = Of(scores, i, label, classCount);
        }

        return column;
    }
}
