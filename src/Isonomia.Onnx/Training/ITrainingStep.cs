namespace Isonomia.Onnx;

/// <summary>How a step is run: in one run of one graph, or in several.</summary>
internal interface ITrainingStep : IDisposable
{
    /// <summary>What a step reads and replaces.</summary>
    IReadOnlyList<TrainingState> States { get; }

    /// <summary>Makes a step.</summary>
    /// <returns>The step; nothing of it has been accepted yet.</returns>
    TrainingStep Run(TrainingRun run);
}
