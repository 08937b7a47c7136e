using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Trains again with more weight on the rows a first, short training got wrong.</summary>
    public static MitigationMethod Jtt { get; } = new(
        "jtt",
        "just train twice",
        MitigationStage.In,
        "stage 1: plain training for a share of the steps; stage 2 from scratch with weight λ on the rows it got wrong",
        new Citation("Liu, Haghgoo, Chen, Raghunathan, Koh, Sagawa, Liang and Finn, ICML 2021",
            "https://arxiv.org/abs/2107.09044"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("stage1", 0.5, 0.01, 1, "the share of the epochs of stage 1; SubpopBench U(.2, .8)")
            {
                Search = SearchRange.Uniform(0.2, 0.8),
            },
            new("lambda", 10, 1, 1e4, "the weight of misclassified rows; SubpopBench 10^U(0, 2.5)")
            {
                Search = SearchRange.Power(0, 2.5),
            },
        ],
        Fit = static (context, cancellation) =>
        {
            using HeadTrainer first = new(context, new WeighingLoss(), part: "stage1");
            int epochs = Math.Max(1, (int)Math.Round(context["stage1"] * context.Options.Epochs));
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                first.RunEpoch(epoch, cancellation);
            }

            MitigationProblem problem = context.Problem;
            double[] scores = first.Scores(problem.Training);
            double[] weights = (double[])problem.Weights.Clone();
            int wrong = 0;
            for (int i = 0; i < problem.Training.Length; i++)
            {
                int row = problem.Training[i];
                if (ClassScores.Decide(scores, i, problem.ClassCount) != problem.Labels[row])
                {
                    weights[row] *= context["lambda"];
                    wrong++;
                }
            }

            context.Notes.Add(
                $"Stage 1 ({epochs} epochs) got {wrong} of {problem.Training.Length} training rows wrong.");
            TrainedScores second = HeadTrainer.Run(
                context with { Problem = problem with { Weights = weights } }, new WeighingLoss(), null, cancellation);
            return second with { Trainings = 2 };
        },
    };
}
