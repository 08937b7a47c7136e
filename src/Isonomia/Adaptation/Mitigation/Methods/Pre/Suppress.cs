using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Leaves out the columns that tell the attribute.</summary>
    public static MitigationMethod Suppress { get; } = new(
        "suppress",
        "suppression of columns",
        MitigationStage.Pre,
        "leaves out columns whose correlation ratio √(SS_between/SS) with the attribute exceeds a limit, or the "
            + "columns of largest weight in a probe of it",
        new Citation("aequitas (Jesus et al., 2024), unawareness and correlation suppression",
            "https://arxiv.org/abs/2405.05809"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        DropsColumns = true,
        Settings =
        [
            MitigationSetting.OneOf("by", "what is left out", "correlation", "importance"),
            new("limit", 0.5, 0, 1, "the correlation above which a column is left out; 0.5 in the specification")
            {
                Search = SearchRange.Uniform(0.2, 0.8),
            },
            new("count", 1, 0, 1e6, "how many columns are left out by importance"),
        ],
        Deviation = "Columns of embeddings have no names to choose them by. A single direction of the attribute is "
            + "spread over many columns: mean_projection or leace take it off, suppress does not.",
        Prepare = static context => ColumnSuppression.Suppress(context),
    };
}
