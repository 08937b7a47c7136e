using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Judges a model on the validation rows.</summary>
internal static class ProbeJudge
{
    internal static ProbeCandidate Judge(ProbeRequest request, ProbeModel model, int[] rows)
    {
        if (rows.Length == 0)
        {
            return new ProbeCandidate(model.Setting, null, null, model.IterationCount);
        }

        double[] scores = model.Scores(request.Embeddings, rows, request.ThreadCount);
        if (request.ClassNames.Count == 0)
        {
            double squares =
                rows.Select((row, i) => (scores[i] - request.Targets[row]) * (scores[i] - request.Targets[row])).Sum();
            return new ProbeCandidate(model.Setting, null, squares / rows.Length, model.IterationCount);
        }

        int[] labels = [.. rows.Select(row => request.Classes[row])];
        return new ProbeCandidate(
            model.Setting,
            MacroAuroc(scores, labels, request.ClassNames.Count).ValueOrNull,
            LogLoss(scores, labels, request.ClassNames.Count),
            model.IterationCount);
    }

    /// <summary>Higher AUROC, then lower loss; a tie keeps the earlier, more cautious one.</summary>
    internal static bool IsBetter(ProbeCandidate candidate, ProbeCandidate best) =>
        candidate.ValidationAuroc is { } auroc && best.ValidationAuroc is { } other && auroc != other
            ? auroc > other
            : candidate.ValidationLoss < best.ValidationLoss;

    /// <summary>The mean of one-versus-rest AUROCs over the classes that occur; for two classes the AUROC of the
    /// second.</summary>
    /// <param name="scores">Probabilities, shape [n, K].</param>
    /// <param name="labels">Classes in [0, K), shape [n].</param>
    /// <param name="classCount">K.</param>
    /// <returns>The mean; undefined (<c>single_class</c>) where fewer than two classes occur.</returns>
    internal static Statistic MacroAuroc(double[] scores, int[] labels, int classCount)
    {
        (double sum, int count) = (0, 0);
        for (int k = classCount == 2 ? 1 : 0; k < classCount; k++)
        {
            int own = k;
            double[] column = [.. labels.Select((_, i) => scores[(i * classCount) + own])];
            Statistic value = RankAuroc.Of(column, [.. labels.Select(label => (sbyte)(label == own ? 1 : 0))]);
            (sum, count) = value.IsDefined ? (sum + value.Value, count + 1) : (sum, count);
        }

        return count == 0 ? UndefinedReason.SingleClass : sum / count;
    }

    /// <summary>The mean log loss, probabilities clipped to [1e-15, 1 − 1e-15].</summary>
    internal static double LogLoss(double[] scores, int[] labels, int classCount) =>
        labels.Select((label, i) => -Math.Log(Math.Clamp(scores[(i * classCount) + label], 1e-15, 1 - 1e-15)))
            .Sum() / labels.Length;
}
