using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>Fits one model for each value of a grid.</summary>
/// <param name="problem">The training rows.</param>
/// <param name="grid">The values, in order; an iterative fit starts from the model before.</param>
/// <param name="cancellation">Stops between two steps.</param>
/// <returns>The models, made one by one as they are asked for.</returns>
public delegate IEnumerable<ProbeModel> ProbeTrainer(
    ProbeProblem problem, IReadOnlyList<double> grid, CancellationToken cancellation);
