namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes pictures that cannot be read, are constant, hold hardly any information or are
    /// blurred.</summary>
    public static CurationStep ImageQuality { get; } = new(
        "image_quality",
        "Unusable pictures",
        "unreadable, constant, entropy below 2 bits, or variance of the Laplacian below a percentile within view and "
            + "device",
        CurationSources.Own("§7"),
        [
            new("filters", "unreadable+constant+low_information",
                "unreadable, constant, low_information, blur, joined by +"),
            new("blur_percentile", "0.5", "percent of the least sharp that blur removes, within each group"),
            new("within", "", "columns (view, device) whose groups have a blur threshold of their own, joined by +"),
        ],
        static context => FilterSteps.ImageQuality(context));
}
