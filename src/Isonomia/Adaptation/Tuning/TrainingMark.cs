using System.Globalization;

namespace Isonomia.Adaptation;

/// <summary>Where one training of a run is, as its checkpoint says.</summary>
internal sealed class TrainingMark
{
    private TuningJournal _journal = null!;
    private TunedNetwork _network = null!;
    private TrainingLoss _loss = null!;

    /// <summary>The place among the run's trainings, from 0.</summary>
    public int Number { get; init; }

    /// <summary>How far it is.</summary>
    public TrainerState State { get; set; } = new();

    /// <summary>The file with the weights of the step, or null.</summary>
    public string? StepFile { get; set; }

    /// <summary>The file with the weights of the best epoch, or null.</summary>
    public string? BestFile { get; set; }

    /// <summary>The state of the loss.</summary>
    public IReadOnlyDictionary<string, string> Loss { get; set; } = new Dictionary<string, string>();

    /// <summary>The step that it went on from.</summary>
    internal long ResumedStep { get; private set; }

    /// <summary>The weights of the best epoch of a training that goes on, or null.</summary>
    internal float[][]? Best { get; private set; }

    /// <summary>Whether a checkpoint is due.</summary>
    internal bool IsDue(long step) => step % _journal.EverySteps == 0;

    internal void Attach(TuningJournal journal, TunedNetwork network, TrainingLoss loss)
    {
        (_journal, _network, _loss) = (journal, network, loss);
        if (StepFile is null)
        {
            return;
        }

        if (BestFile is not null)
        {
            network.Load(journal.PathOf(BestFile));
            Best = network.Snapshot();
        }

        network.Load(journal.PathOf(StepFile));
        loss.Visit(new LossState(Loss));
        ResumedStep = State.Step;
    }

    internal void Write(TrainerState state)
    {
        LossState loss = new();
        _loss.Visit(loss);
        (State, Loss, StepFile) = (state, loss.Parts, Name("step", state.Step));
        _journal.Save(_network, StepFile);
        _journal.Write();
    }

    /// <summary>Keeps the weights as those of the best epoch; the next <see cref="Write"/> names them.</summary>
    internal void WriteBest(int epoch)
    {
        string name = Name("best", epoch);
        _journal.Save(_network, name);
        BestFile = name;
    }

    private string Name(string kind, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number}-{kind}-{number}.weights");
}
