using System.Globalization;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Where one training of a run is, as its checkpoint says.</summary>
internal sealed class TrainingMark
{
    private TuningJournal _journal = null!;
    private TunedNetwork _network = null!;
    private TrainingLoss _loss = null!;
    private long _averagedCount;

    /// <summary>The place among the run's trainings, from 0.</summary>
    public int Number { get; init; }

    /// <summary>How far it is.</summary>
    public TrainerState State { get; set; } = new();

    /// <summary>The file with the weights of the step, or null.</summary>
    public string? StepFile { get; set; }

    /// <summary>The files with the weights of epochs that may be chosen, by epoch.</summary>
    public Dictionary<int, string> KeptFiles { get; set; } = [];

    /// <summary>The file with the average of weights that is under way, or null.</summary>
    public string? AverageFile { get; set; }

    /// <summary>The files with the averages of complete segments.</summary>
    public IReadOnlyList<string> SegmentFiles { get; set; } = [];

    /// <summary>The state of the loss.</summary>
    public IReadOnlyDictionary<string, string> Loss { get; set; } = new Dictionary<string, string>();

    /// <summary>The step that it went on from.</summary>
    internal long ResumedStep { get; private set; }

    /// <summary>The weights of epochs that may be chosen, by epoch.</summary>
    internal Dictionary<int, float[][]> Kept { get; } = [];

    /// <summary>The average of weights that is under way, or null.</summary>
    internal WeightAverage? Average { get; private set; }

    /// <summary>The averages of complete segments.</summary>
    internal List<float[][]> Segments { get; } = [];

    /// <summary>The files that a training needs to go on.</summary>
    internal IEnumerable<string?> Files => [StepFile, AverageFile, .. KeptFiles.Values, .. SegmentFiles];

    /// <summary>Whether a checkpoint is due.</summary>
    internal bool IsDue(long step) => step % _journal.EverySteps == 0;

    internal void Attach(TuningJournal journal, TunedNetwork network, TrainingLoss loss)
    {
        (_journal, _network, _loss) = (journal, network, loss);
        if (StepFile is null)
        {
            return;
        }

        foreach ((int epoch, string file) in KeptFiles)
        {
            network.Load(journal.PathOf(file));
            Kept[epoch] = network.Snapshot();
        }

        Segments.AddRange(SegmentFiles.Select(file => WeightAverage.Load(journal.PathOf(file)).Parameters()));
        if (AverageFile is not null)
        {
            Average = WeightAverage.Load(journal.PathOf(AverageFile));
            _averagedCount = Average.Count;
        }

        network.Load(journal.PathOf(StepFile));
        loss.Visit(new LossState(Loss));
        ResumedStep = State.Step;
    }

    /// <summary>Writes where the training is.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="average">The average of weights that is under way, or null.</param>
    internal void Write(TrainerState state, WeightAverage? average)
    {
        LossState loss = new();
        _loss.Visit(loss);
        (State, Loss, StepFile) = (state, loss.Parts, Name("step", state.Step));
        _journal.Save(_network, StepFile);
        WriteAverage(average, state.Step);
        _journal.Write();
    }

    /// <summary>Keeps the weights of epochs that may be chosen; the next <see cref="Write"/> names them.</summary>
    /// <param name="needed">The epochs that may be chosen.</param>
    /// <param name="present">The epoch whose weights are the present ones, if it is one of them.</param>
    internal void Keep(IReadOnlyCollection<int> needed, int? present)
    {
        KeptFiles = KeptFiles.Where(file => needed.Contains(file.Key)).ToDictionary();
        if (present is { } epoch)
        {
            KeptFiles[epoch] = Name("epoch", epoch);
            _journal.Save(_network, KeptFiles[epoch]);
        }
    }

    /// <summary>Keeps the average of a complete segment; the next <see cref="Write"/> names it.</summary>
    internal void WriteSegment(int epoch, WeightAverage average)
    {
        string name = Name("segment", epoch);
        _journal.Save(average, name);
        SegmentFiles = [.. SegmentFiles, name];
    }

    private void WriteAverage(WeightAverage? average, long step)
    {
        if (average is null or { Count: 0 })
        {
            (AverageFile, _averagedCount) = (null, 0);
        }
        else if (average.Count != _averagedCount)
        {
            (AverageFile, _averagedCount) = (Name("average", step), average.Count);
            _journal.Save(average, AverageFile);
        }
    }

    private string Name(string kind, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number}-{kind}-{number}.weights");
}
