using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>A logistic regression on frozen embeddings: what a linear reader can make of them.</summary>
/// <remarks>
/// <para>Minimizes ½|w|² + C Σ log-loss over the training rows, intercept free, on features standardized by the
/// training rows (population standard deviation; a constant feature gets weight 0). C is the candidate with the highest
/// AUROC on the validation rows, then the lowest log loss, then the smallest C.</para>
/// <para>Same request, same bits, for any number of threads. Cost: O(n·d²) once, then O(n·d) a step.</para>
/// <para>Source: specification, fairness §15.4; the objective is that of scikit-learn's LogisticRegression.</para>
/// </remarks>
public sealed class LogisticProbe
{
    private readonly double[] _weights;

    private LogisticProbe(
        double[] weights, double intercept, ProbeCandidate chosen, IReadOnlyList<ProbeCandidate> candidates) =>
        (_weights, Intercept, Chosen, Candidates) = (weights, intercept, chosen, candidates);

    /// <summary>The weights for embeddings as they are (the standardization is folded in), shape [d].</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The intercept for embeddings as they are.</summary>
    public double Intercept { get; }

    /// <summary>The chosen candidate.</summary>
    public ProbeCandidate Chosen { get; }

    /// <summary>Every candidate, C ascending.</summary>
    public IReadOnlyList<ProbeCandidate> Candidates { get; }

    /// <summary>Fits a probe.</summary>
    /// <param name="request">The embeddings and their split.</param>
    /// <returns>The probe.</returns>
    /// <exception cref="ArgumentException">The training rows hold one class only, a row is in both splits, or a size
    /// does not fit.</exception>
    /// <exception cref="ProbeException">The minimum was not reached.</exception>
    public static LogisticProbe Fit(LogisticProbeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        ColumnMatrix features = ColumnMatrix.Gather(
            request.Embeddings, request.Width, request.TrainingRows, request.ThreadCount);
        double[] scales = Standardize(features);
        LogisticSolver solver = new(features, [.. request.TrainingRows.Select(row => request.Labels[row])]);

        List<ProbeCandidate> candidates = [];
        (LogisticProbe? best, ProbeCandidate? chosen) = (null, null);
        foreach (double c in request.Penalties)
        {
            LogisticFit fit = solver.Fit(c);
            if (!fit.IsConverged)
            {
                throw new ProbeException(
                    $"The probe with C = {c:R} did not converge: gradient norm {fit.GradientNorm:R} after "
                        + $"{fit.IterationCount} steps.");
            }

            double[] weights = [.. fit.Weights.Zip(scales, (weight, scale) => weight * scale)];
            ProbeCandidate candidate = Judge(request, weights, fit.Intercept, c, fit.IterationCount);
            candidates.Add(candidate);
            if (chosen is null || IsBetter(candidate, chosen))
            {
                chosen = candidate;
                best = new LogisticProbe(weights, fit.Intercept, candidate, candidates);
            }
        }

        return best!;
    }

    /// <summary>Scores one embedding.</summary>
    /// <param name="embedding">The embedding, shape [d].</param>
    /// <returns>The probability of label 1, in [0, 1].</returns>
    /// <exception cref="ArgumentException">The width is another.</exception>
    public double Score(ReadOnlySpan<float> embedding) => embedding.Length == _weights.Length
        ? LogisticSolver.Sigmoid(Margin(_weights, Intercept, embedding))
        : throw new ArgumentException(
            $"The embedding has {embedding.Length} numbers; the probe has {_weights.Length} weights.",
            nameof(embedding));

    private static double Margin(double[] weights, double intercept, ReadOnlySpan<float> embedding)
    {
        double sum = intercept;
        for (int j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * embedding[j];
        }

        return sum;
    }

    /// <summary>Divides every column by its standard deviation (centering is left to the solver) and gives the
    /// factors.</summary>
    private static double[] Standardize(ColumnMatrix features)
    {
        double[] scales = new double[features.ColumnCount];
        for (int j = 0; j < scales.Length; j++)
        {
            double[] column = features.Column(j);
            double mean = TensorPrimitives.Sum<double>(column) / column.Length;
            double variance = 0;
            foreach (double value in column)
            {
                variance += (value - mean) * (value - mean);
            }

            // A spread of rounding errors is none (floats carry 24 bits); dividing by it would make a feature of noise.
            double deviation = Math.Sqrt(variance / column.Length);
            scales[j] = deviation > 1e-7 * Math.Abs(mean) && deviation > 0 ? 1 / deviation : 0;
            TensorPrimitives.Multiply(column, scales[j], column);
        }

        return scales;
    }

    private static ProbeCandidate Judge(
        LogisticProbeRequest request, double[] weights, double intercept, double c, int iterationCount)
    {
        double[] scores = new double[request.ValidationRows.Count];
        sbyte[] labels = new sbyte[scores.Length];
        double loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            int row = request.ValidationRows[i];
            double margin = Margin(
                weights, intercept, request.Embeddings.Span.Slice(row * request.Width, request.Width));
            labels[i] = request.Labels[row];
            scores[i] = LogisticSolver.Sigmoid(margin);
            double wrong = labels[i] == 1 ? -margin : margin;
            loss += Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong)));
        }

        Statistic meanLoss = scores.Length == 0 ? UndefinedReason.EmptyGroup : loss / scores.Length;
        Statistic auroc = scores.Length == 0 ? UndefinedReason.EmptyGroup : RankAuroc.Of(scores, labels);
        return new ProbeCandidate(c, auroc, meanLoss, iterationCount);
    }

    private static bool IsBetter(ProbeCandidate candidate, ProbeCandidate best)
    {
        if (candidate.ValidationAuroc.IsDefined && candidate.ValidationAuroc.Value != best.ValidationAuroc.Value)
        {
            return candidate.ValidationAuroc.Value > best.ValidationAuroc.Value;
        }

        return candidate.ValidationLogLoss.IsDefined
            && candidate.ValidationLogLoss.Value < best.ValidationLogLoss.Value;
    }

    private static void Check(LogisticProbeRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ThreadCount, 1);
        if ((long)request.Labels.Count * request.Width != request.Embeddings.Length)
        {
            throw new ArgumentException(
                $"{request.Embeddings.Length} numbers were given; {request.Labels.Count} rows of width {request.Width} "
                    + "were expected.");
        }

        if (request.Penalties.Count == 0
            || !(request.Penalties[0] > 0)
            || request.Penalties.Zip(request.Penalties.Skip(1)).Any(p => !(p.First < p.Second)))
        {
            throw new ArgumentException("The candidates for C must be above 0 and ascend.");
        }

        foreach (int row in request.TrainingRows.Concat(request.ValidationRows))
        {
            if (request.Labels[row] is not (0 or 1))
            {
                throw new ArgumentException(
                    $"Row {row} has no label 0 or 1; leave rows without a label out of the splits.");
            }
        }

        if (request.TrainingRows.Select(row => request.Labels[row]).Distinct().Count() < 2)
        {
            throw new ArgumentException("The training rows hold one class only; a probe needs both.");
        }

        if (request.TrainingRows.Intersect(request.ValidationRows).Any())
        {
            throw new ArgumentException(
                "A row is in both the training and the validation split; the splits must be disjoint.");
        }
    }
}
