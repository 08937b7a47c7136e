using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Describes rows by shares of a few prototypes that groups use alike, and decides from the
    /// shares.</summary>
    public static MitigationMethod Lfr { get; } = new(
        "lfr",
        "learned fair representations",
        MitigationStage.Pre,
        "A_x·mean ‖x − Mv‖² + A_y·CE(Mw) + A_z·mean_k |mean M_k of one group − of the other|, M = softmax(−‖x − v‖)",
        new Citation("Zemel, Wu, Swersky, Pitassi and Dwork, ICML 2013; AIF360 LFR",
            "https://proceedings.mlr.press/v28/zemel13.html"))
    {
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("prototypes", 5, 2, 1000, "k; 5 in AIF360") { Search = SearchRange.Of(5, 6, 7, 8, 9, 10) },
            new("ax", 0.01, 0, 1e6, "A_x, the weight of the reconstruction; 0.01 in AIF360, on a mean over columns")
            {
                Search = SearchRange.Power(-3, -1),
            },
            new("ay", 1, 0, 1e6, "A_y, the weight of the cross-entropy; 1 in AIF360"),
            new("az", 50, 0, 1e6, "A_z, the weight of the groups' difference; 50 in AIF360")
            {
                Search = SearchRange.Power(0.7, 2.7),
            },
            new("restarts", 5, 1, 1000, "starts, of which the lowest loss is kept"),
            new("iterations", 100, 1, 100_000, "steps of L-BFGS a start at most"),
        ],
        Deviation = "Its own classifier ŷ = Mw decides, whatever the head; w is kept in (0, 1) by a sigmoid; several "
            + "groups are compared pair by pair. The reconstruction is summed over columns, in AIF360 averaged: with "
            + "many columns lower ax.",
        Fit = static (context, cancellation) => FairPrototypes.Fit(context, cancellation),
    };
}
