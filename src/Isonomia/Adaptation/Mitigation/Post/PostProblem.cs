using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Adaptation;

/// <summary>Scores to correct: what is fitted on some rows is applied to all.</summary>
internal sealed record PostProblem
{
    /// <summary>Probabilities of the positive class, in [0, 1], NaN where unknown, shape [n].</summary>
    internal required double[] Scores { get; init; }

    /// <summary>0 or 1, −1 where unknown, shape [n].</summary>
    internal required int[] Labels { get; init; }

    /// <summary>Codes, −1 where unknown, shape [n].</summary>
    internal required int[] Groups { get; init; }

    internal required IReadOnlyList<string> GroupNames { get; init; }

    /// <summary>Rows it is fitted on: validation.</summary>
    internal required int[] FitRows { get; init; }

    /// <summary>The ids of the rows, which randomized decisions hang on.</summary>
    internal required IReadOnlyList<string> Ids { get; init; }

    internal required IReadOnlyDictionary<string, double> Settings { get; init; }

    internal ulong Seed { get; init; } = 1;

    /// <summary>Rows of a group that can teach: a label, a score and the group are known.</summary>
    internal int[] RowsOf(int group) =>
        [.. FitRows.Where(row => Groups[row] == group && Labels[row] >= 0 && !double.IsNaN(Scores[row]))];

    internal double this[string setting] => Settings[setting];

    /// <summary>A uniform number in [0, 1) that depends on the seed and the row's id alone.</summary>
    internal double Draw(int row)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Seed}:{Ids[row]}");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return (BitConverter.ToUInt64(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
