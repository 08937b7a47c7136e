using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The vote (or weighted mean) of the nearest training rows.</summary>
internal sealed class NeighborProbeModel : ProbeModel
{
    private const double Temperature = 0.07;
    private readonly NeighborIndex _index;
    private readonly ProbeProblem _problem;

    internal NeighborProbeModel(NeighborIndex index, ProbeProblem problem, int neighborCount)
        : base(neighborCount, Math.Max(1, problem.ClassCount)) => (_index, _problem) = (index, problem);

    /// <inheritdoc/>
    public override double[] Scores(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (int Place, double Cosine)[][] neighbors = _index.Find(embeddings, rows, threadCount);
        double[] scores = new double[rows.Count * OutputCount];
        int count = Math.Min((int)Setting, _index.Most);
        for (int i = 0; i < rows.Count; i++)
        {
            Span<double> target = scores.AsSpan(i * OutputCount, OutputCount);
            double total = 0;
            foreach ((int place, double cosine) in neighbors[i].AsSpan(0, count))
            {
                double weight = _problem.Weights[place] * Math.Exp((cosine - neighbors[i][0].Cosine) / Temperature);
                total += weight;
                if (_problem.ClassCount == 0)
                {
                    target[0] += weight * _problem.Targets[place];
                }
                else
                {
                    target[_problem.Classes[place]] += weight;
                }
            }

            if (_problem.ClassCount > 0)
            {
                Softmax.Share(target);
            }
            else if (total > 0)
            {
                target[0] /= total;
            }
        }

        return scores;
    }
}
