using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Trains the last layer anew on frozen features.</summary>
internal static class LastLayer
{
    internal const string Deviation = "With a linear head on frozen embeddings the last layer is all there is: crt is "
        + "then resample, reweight_crt is cell_reweight and vanilla_crt is erm, and a benchmark counts only one of "
        + "each pair.";

    /// <summary>Stage 1 plain, stage 2 the last layer as the method <paramref name="id"/> trains it; with a linear head
    /// that method alone.</summary>
    internal static TrainedScores Retrain(
        MitigationContext context, string id, CancellationToken cancellation)
    {
        MitigationMethod balance = MitigationMethod.All[id];
        MitigationContext own = context with
        {
            Settings = MitigationContext.Complete(balance, new Dictionary<string, double>()),
        };
        if (context.Options.Head != "mlp" && context.Backbone is null)
        {
            context.Notes.Add($"With a head of one layer on frozen embeddings this is '{balance.Id}'; count it once.");
            FittedMitigation only = MitigationFit.Run(balance, own, cancellation);
            context.Notes.AddRange(only.Notes.Except(context.Notes));
            return only.Trained;
        }

        using HeadTrainer first = new(context, new WeighingLoss());
        TrainedScores plain = first.Train(cancellation);
        FloatMatrix features = first.Features();
        FittedMitigation second = MitigationFit.Run(
            balance,
            own with
            {
                Backbone = null,
                Problem = context.Problem with { Embeddings = features },
                Options = context.Options with { Head = "linear" },
            },
            cancellation);
        context.Notes.Add($"Stage 1 kept epoch {plain.BestEpoch} of {plain.Epochs}.");
        context.Notes.AddRange(second.Notes.Except(context.Notes));
        return second.Trained with
        {
            Trainings = 2, History = plain.History, Tuned = plain.Tuned?.WithLastLayer(second.Trained.Layer),
        };
    }

    /// <summary>Plain training of a model, then deep feature reweighting on what its last layer reads.</summary>
    internal static TrainedScores Reweighted(MitigationContext context, CancellationToken cancellation)
    {
        using HeadTrainer first = new(context, new WeighingLoss());
        TrainedScores plain = first.Train(cancellation);
        TrainedScores second = HeldOutHeads.Fit(
            context with { Backbone = null, Problem = context.Problem with { Embeddings = first.Features() } },
            cancellation);
        return second with
        {
            Epochs = plain.Epochs, BestEpoch = plain.BestEpoch, History = plain.History,
            Trainings = 1 + second.Trainings, Tuned = plain.Tuned?.WithLastLayer(second.Layer),
        };
    }
}
