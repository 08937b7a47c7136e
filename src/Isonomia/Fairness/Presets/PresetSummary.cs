namespace Isonomia.Fairness;

/// <summary>The named outputs of another tool, computed by that tool's conventions (specification §18).</summary>
public static class PresetSummary
{
    /// <summary>Computes them for a binary task.</summary>
    /// <remarks>
    /// <para>
    /// A threshold that is fitted is fitted to the rows given, which are also the evaluated ones; this flatters the
    /// model, and a report flags it threshold_from_test.
    /// </para>
    /// <para>
    /// Where the tool would stop with an error or give NaN, the value is undefined with its reason. Outputs that a tool
    /// defines for two groups only are left out for any other number. O(n log n).
    /// </para>
    /// </remarks>
    /// <param name="preset">The preset.</param>
    /// <param name="input">The rows.</param>
    /// <returns>The outputs in the tool's order.</returns>
    /// <exception cref="ArgumentException">
    /// The lists differ in length, a group index is out of range, the threshold policy is per group, or the preset
    /// is for segmentation only. </exception>
    public static IReadOnlyList<PresetValue> Compute(ParityPreset preset, PresetInput input)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(input);
        if (preset.Summary is not { } summary)
        {
            throw new ArgumentException(
                $"Preset '{preset.Id}' fixes conventions of segmentation; it summarizes no binary predictions.",
                nameof(preset));
        }

        List<PresetValue> values = [];
        summary(PresetRows.Of(preset, input), values);
        return values;
    }

    /// <summary>Computes the segmentation outputs of FairMedFM from one score a row.</summary>
    /// <remarks>
    /// Definition: mean over rows, then over groups min, max, Δ = max − min, skew = (1 − min)/(1 − max), std with
    /// divisor K, es = mean/(1 + std). All groups enter, not only the first two. Source: FairMedFM, code at
    /// ac062df.
    /// </remarks>
    /// <param name="name">The name of the score, for example <c>dice</c>; it ends the id of each output.</param>
    /// <param name="scores">The scores, NaN where undefined, shape [n].</param>
    /// <param name="groups">
    /// The index of each row's group, −1 where the attribute is missing (the row is dropped), shape [n].
    /// </param>
    /// <param name="groupCount">The number of groups.</param>
    /// <returns>The outputs in the tool's order.</returns>
    /// <exception cref="ArgumentException">The lists differ in length, or a group index is out of range.</exception>
    public static IReadOnlyList<PresetValue> ComputeSegmentation(
        string name, IReadOnlyList<double> scores, IReadOnlyList<int> groups, int groupCount) =>
        FairMedFmSummary.Segmentation(name, scores, groups, groupCount);
}
