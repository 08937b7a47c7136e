using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Draws a handful of labeled patients of each class, one row of each.</summary>
internal static class FewShots
{
    /// <summary>Draws.</summary>
    /// <exception cref="ArgumentException">Shots are not above 0, or the label is a number.</exception>
    /// <exception cref="ProbeException">A class has too few patients.</exception>
    internal static int[] Draw(EmbeddedCohort cohort, ProbeTask task, IReadOnlyList<int> training, int shots,
        RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shots, 1);
        if (task.Names.Count == 0)
        {
            throw new ArgumentException("Shots are counted by class; a number to predict has none.");
        }

        int[] order = [.. training.Where(row => task.Classes[row] >= 0)];
        random.Shuffle<int>(order);
        HashSet<int> taken = [];
        int[] counts = new int[task.Names.Count];
        List<int> drawn = [];
        foreach (int row in order)
        {
            int k = task.Classes[row];
            if (counts[k] < shots && taken.Add(cohort.Units?[row] ?? row))
            {
                counts[k]++;
                drawn.Add(row);
            }
        }

        int poor = Array.FindIndex(counts, count => count < shots);
        return poor < 0
            ? [.. drawn.Order()]
            : throw new ProbeException(
                $"The class '{task.Names[poor]}' has {counts[poor]} training patients for {shots} shots; "
                + "ask for fewer.");
    }
}
