using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Joint example selection (JEST) and reducible holdout loss (RHO): which examples a learner has most to gain
/// from.</summary>
/// <remarks>Sources: Evans et al., arXiv 2406.17711, 2024; Mindermann et al., ICML 2022; curation specification
/// §11.</remarks>
public static class JointExamples
{
    /// <summary>The reducible holdout loss of every example: learner's less reference's.</summary>
    /// <param name="learner">The learner's losses, shape [n].</param>
    /// <param name="reference">The irreducible losses: a model trained on a holdout set, shape [n].</param>
    /// <returns>The scores; high: learnable and not learned yet.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double[] ReducibleLoss(IReadOnlyList<double> learner, IReadOnlyList<double> reference)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(reference);
        return learner.Count == reference.Count
            ? [.. learner.Select((loss, i) => loss - reference[i])]
            : throw new ArgumentException(
                $"There are {learner.Count} losses of the learner and {reference.Count} of the reference; expected "
                    + $"one of each.",
                nameof(reference));
    }

    /// <summary>The sigmoid loss of every pair: ln(1 + exp(−m z)), m = 1 on the diagonal and −1 off it.</summary>
    /// <param name="logits">z, shape [n, n].</param>
    /// <returns>The losses, shape [n, n].</returns>
    public static double[][] PairLoss(IReadOnlyList<IReadOnlyList<double>> logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return [.. logits.Select((row, i) => row.Select((z, j) => SoftPlus(i == j ? -z : z)).ToArray())];
    }

    /// <summary>The score of every example given a chosen set: S_ii + Σ over the chosen of (S_ij + S_ji).</summary>
    /// <param name="learnability">S, learner's pair loss less reference's, shape [n, n].</param>
    /// <param name="chosen">The chosen examples.</param>
    /// <returns>The scores, shape [n].</returns>
    public static double[] Scores(IReadOnlyList<IReadOnlyList<double>> learnability, IReadOnlyList<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(learnability);
        ArgumentNullException.ThrowIfNull(chosen);
        return [.. learnability.Select((row, i) => row[i] + chosen.Sum(j => row[j] + learnability[j][i]))];
    }

    /// <summary>Draws a batch from a super-batch, chunk by chunk, with probability proportional to
    /// exp(score).</summary>
    /// <param name="learnability">S of the super-batch, shape [n, n].</param>
    /// <param name="count">How many examples are wanted, from 1 to n.</param>
    /// <param name="chunks">In how many chunks they are drawn; scores are renewed after each.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The chosen examples, in the order of drawing.</returns>
    public static int[] Select(IReadOnlyList<IReadOnlyList<double>> learnability, int count, int chunks, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(learnability);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, learnability.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunks, 1);
        List<int> chosen = [];
        bool[] isChosen = new bool[learnability.Count];
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int size = (int)(((long)count * (chunk + 1) / chunks) - ((long)count * chunk / chunks));
            double[] scores = Scores(learnability, chosen);
            int at = chunk;
            int[] drawn = [.. Enumerable.Range(0, scores.Length)
                .Where(i => !isChosen[i])
                .OrderByDescending(i => scores[i] + Gumbel(seed, at, i))
                .ThenBy(i => i)
                .Take(size)];
            foreach (int i in drawn)
            {
                isChosen[i] = true;
            }

            chosen.AddRange(drawn);
        }

        return [.. chosen];
    }

    private static double Gumbel(ulong seed, int chunk, int example)
    {
        double u = RandomSource.For(seed, "joint_examples", ((long)chunk << 32) + example).NextDouble();
        return -Math.Log(-Math.Log(Math.Max(u, double.Epsilon)));
    }

    private static double SoftPlus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}
