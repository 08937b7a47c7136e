using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>The methods and training options of a published benchmark, as far as they run on frozen
/// embeddings.</summary>
/// <param name="Id">The id.</param>
/// <param name="Source">The benchmark.</param>
/// <param name="Methods">The methods that are offered.</param>
/// <param name="Missing">The benchmark's methods that are not offered.</param>
/// <param name="Training">Its training options.</param>
public sealed record BenchmarkPreset(
    string Id, Citation Source, IReadOnlyList<string> Methods, IReadOnlyList<string> Missing, TrainingOptions Training)
    : ICatalogEntry
{
    /// <summary>Every preset, sorted by id.</summary>
    public static Catalog<BenchmarkPreset> All => field ??= Catalog.Of<BenchmarkPreset>();

    /// <summary>MEDFAIR: Adam 1e-4, decay 1e-4, 20 epochs, patience 5.</summary>
    public static BenchmarkPreset Medfair { get; } = new(
        "medfair",
        new Citation("Zong, Yang and Hospedales, ICLR 2023", "https://arxiv.org/abs/2210.01725"),
        ["erm", "resample", "domain_ind", "laftr", "end", "cfair", "lnl", "odr", "group_dro", "asam", "swad", "swa"],
        [],
        new TrainingOptions { LearningRate = 1e-4, WeightDecay = 1e-4, Epochs = 20, Patience = 5 });

    /// <summary>SubpopBench: SGD with momentum, rate 1e-3, decay 1e-4, batches of 108.</summary>
    public static BenchmarkPreset Subpopbench { get; } = new(
        "subpopbench",
        new Citation("Yang, Zhang, Katabi and Ghassemi, ICML 2023", "https://arxiv.org/abs/2302.12254"),
        [
            "erm", "irm", "group_dro", "cvar_dro", "jtt", "lff", "lisa", "mixup", "dfr", "mmd", "coral", "resample",
            "cell_reweight", "sqrt_reweight", "focal", "cb_loss", "ldam", "balanced_softmax", "crt", "reweight_crt",
            "vanilla_crt",
        ],
        ["cutmix"],
        new TrainingOptions { Optimizer = "sgd", LearningRate = 1e-3, WeightDecay = 1e-4, BatchSize = 108 });

    /// <summary>FairMedFM: unfairness mitigation on foundation models' embeddings.</summary>
    public static BenchmarkPreset Fairmedfm { get; } = new(
        "fairmedfm",
        new Citation("Jin, Xu, Zhong, Yao, Dou, Zhou and Li, NeurIPS 2024", "https://arxiv.org/abs/2407.00983"),
        ["erm", "resample", "group_dro", "laftr"],
        ["fairclip", "fairlora"],
        new TrainingOptions { LearningRate = 1e-4, WeightDecay = 1e-4 });
}
