using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Runs one trial and measures what it cost.</summary>
internal static class TrialRun
{
    /// <summary>Runs.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="backbone">The model that is trained with the head, or null.</param>
    /// <param name="energy">The counters of the processor, or why there are none.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The run; a method that the data do not allow gives a run that says why.</returns>
    /// <exception cref="ProbeException">The data do not allow plain training with its defaults.</exception>
    internal static BenchmarkRun Run(
        BenchmarkTrial trial, TunedBackbone? backbone, PackageEnergy energy, CancellationToken cancellation)
    {
        using RunMeter meter = new(energy, TimeProvider.System);
        BenchmarkRun run = new()
        {
            Attribute = trial.Target.Attribute,
            Method = trial.Method.Id,
            Seed = trial.Seed,
            Draw = trial.Draw,
            Settings = trial.Settings,
            LearningRate = trial.Training.LearningRate,
            WeightDecay = trial.Training.WeightDecay,
            Epochs = 0,
            BestEpoch = 0,
            Trainings = 0,
            Seconds = 0,
            Decides = false,
        };
        try
        {
            MitigationContext context = new(
                trial.Task.Problem(trial.Target), trial.Settings, trial.Training, trial.Seed)
            {
                Backbone = backbone,
            };
            MitigationCheck.Require(trial.Method, context.Problem, trial.Target.Attribute);
            FittedMitigation fitted = MitigationFit.Run(trial.Method, context, cancellation);
            double[] scores = RunTable.Compared(fitted, MitigationFit.PostOf(context, fitted.Trained.Scores));
            run = run with
            {
                Epochs = fitted.Trained.Epochs,
                BestEpoch = fitted.Trained.BestEpoch,
                ValidationValue = double.IsFinite(fitted.Trained.ValidationValue) ? fitted.Trained.ValidationValue
                    : null,
                Trainings = fitted.Trained.Trainings,
                Decides = fitted.Decisions is not null,
                Notes = fitted.Notes,
                Scores = ClassScores.Take(scores, BenchmarkTrial.JudgedRows(trial.Task), trial.Task.ClassCount),
            };
        }
        catch (Exception exception) when (
            (exception is ProbeException && trial.Method != MitigationMethod.Erm)
            || (exception is ProbeException or TrainingException && trial.Draw > 0))
        {
            run = run with { Failed = exception.Message };
        }

        RunCost cost = meter.Read();
        return run with
        {
            Seconds = cost.Seconds,
            AllocatedBytes = cost.AllocatedBytes,
            PeakMemoryBytes = cost.PeakMemoryBytes,
            EnergyJoules = cost.EnergyJoules,
            EnergyUnknown = cost.EnergyUnknown,
        };
    }
}
