using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Iterative null-space projection.</summary>
internal static class NullSpace
{
    internal static MitigationProblem Project(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        int[] training = [.. problem.Training.Where(row => problem.Groups[row] >= 0)];
        int[] validation = [.. problem.Validation.Where(row => problem.Groups[row] >= 0)];
        int[] present = [.. training.Select(row => problem.Groups[row]).Distinct().Order()];
        int[] codes = Array.ConvertAll(problem.Groups, g => Array.IndexOf(present, g));
        double[] mean = SecondMoments.Means(problem.Embeddings, training);
        List<double[]> directions = [];
        MitigationProblem erased = problem;
        double auroc = double.NaN;
        for (int round = 0; round < (int)context["rounds"]; round++)
        {
            ProbeResult probe = ProbeFit.Run(new ProbeRequest
            {
                Embeddings = erased.Embeddings,
                Classes = codes,
                ClassNames = [.. present.Select(g => problem.GroupNames[g])],
                TrainingRows = training,
                ValidationRows = [],
                Grid = [context["c"]],
                IsStandardized = false,
                ThreadCount = 1,
            });
            double[] scores = probe.Scores(erased.Embeddings, validation);
            auroc = AurocTerms.Mean(
                AurocTerms.OneVersusRest(scores, [.. validation.Select(row => codes[row])], present.Length), null, 0.95)
                .Value ?? double.NaN;
            if (auroc < context["chance"] || double.IsNaN(auroc))
            {
                break;
            }

            LinearProbeModel model = (LinearProbeModel)probe.Model;
            directions.AddRange(model.Weights.Select(weights => weights.ToArray()));
            erased = ConceptEraser.Directions([.. directions], mean).Apply(problem, 1);
        }

        context.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{directions.Count} directions were taken off; the last probe of the attribute had an AUROC of "
                + $"{auroc:0.000} "
                + $"on validation."));
        return erased;
    }
}
