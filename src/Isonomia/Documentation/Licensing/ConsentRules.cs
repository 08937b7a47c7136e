using System.Globalization;

namespace Isonomia.Documentation;

/// <summary>What consent codes say to a use.</summary>
internal static class ConsentRules
{
    internal static IEnumerable<GateReason> Of(DataUse use, GateInput input)
    {
        if (input.ConsentCodes.Count == 0)
        {
            yield break;
        }

        (ConsentCode Code, string? Value)[] codes =
        [
            .. input.ConsentCodes.Select(text =>
            {
                int at = text.IndexOf('=', StringComparison.Ordinal);
                return (ConsentCode.Find(at < 0 ? text : text[..at]), at < 0 ? null : text[(at + 1)..].Trim());
            }),
        ];
        bool hasCare = codes.Any(code => code.Code.Code == "CC");
        foreach ((ConsentCode code, string? value) in codes)
        {
            (string answer, string sentence) = Rule(use, code, value);
            yield return new GateReason(input.Name, $"{code.Code} ({code.Id})", answer, sentence);
        }

        if (use.Purpose == "clinical" && !hasCare)
        {
            yield return new GateReason(input.Name, "no CC", "unknown",
                "The consent does not mention clinical care (CC, DUO:0000043); ask.");
        }
    }

    private static (string Answer, string Sentence) Rule(DataUse use, ConsentCode code, string? value)
    {
        bool isCommercial = use.IsCommercialActor || use.Purpose == "commercial";
        bool isMethods = use.IsMethodsDevelopment ?? use.Purpose == "training";
        return code.Code switch
        {
            "NRES" or "GRU" or "HMB" => ("allowed", $"{code.Label} covers medical {use.Purpose}."),
            "DS" => Disease(use, value),
            "POA" => ("refused", "The consent is for ancestry research only."),
            "NPUNCU" => isCommercial ? ("refused", "Only not-for-profit organizations and non-commercial use.")
                : ("allowed", "The use is not commercial."),
            "NPU" => use.IsCommercialActor ? ("refused", "Only not-for-profit organizations.")
                : ("allowed", "The actor is not commercial."),
            "NCU" => use.Purpose == "commercial" ? ("refused", "Only non-commercial use.")
                : ("allowed", "The purpose is not commercial."),
            "IRB" or "COL" or "US" or "PS"
                or "IS" => use.Documents.Contains(code.Code, StringComparer.OrdinalIgnoreCase)
                ? ("allowed", $"The document for '{code.Label}' is at hand.")
                : ("refused", $"'{code.Label}' needs a document, and none is attached."),
            "GS" => Place(use, value),
            "TS" => Day(use, value, "The time limit of the consent", day => day is not null && use.Date <= day
                ? ("allowed", "The time limit has not passed.")
                : ("refused", "The time limit of the consent has passed.")),
            "MOR" => use.Action is "redistribute" or "publish_weights"
                ? Day(use, value, "The moratorium", day => use.Date >= day ? ("allowed", "The moratorium is over.")
                    : ("refused", "Publication is barred until the moratorium is over."))
                : ("allowed_with_duties", "No result may be published before the moratorium ends."),
            "PUB" => ("allowed_with_duties", "Results must be published."),
            "RTN" => ("allowed_with_duties", "Derived data must be returned to the resource."),
            "CC" => ("allowed", "The consent covers clinical care."),
            "NMDS" => isMethods ? ("refused", "No development of methods; training a general model counts as it.")
                : ("allowed", "No method is developed."),
            "RS" => use.ResearchType is not null
                && string.Equals(use.ResearchType, value, StringComparison.OrdinalIgnoreCase)
                ? ("allowed", "The type of research is the one of the consent.")
                : ("unknown", "The consent is limited to a type of research that the use does not state."),
            "GSO" => ("refused", "Genetic studies only."),
            "NPOA" => ("allowed", "Ancestry research is barred, and this is none."),
            _ => ("unknown", $"'{code.Label}' has no rule here."),
        };
    }

    private static (string Answer, string Sentence) Disease(DataUse use, string? consented)
    {
        if (consented is null || use.Disease is null)
        {
            return ("unknown", "The consent is for one disease; state the consent's (DS=MONDO:…) and the use's.");
        }

        HashSet<string> seen = [];
        for (string? disease = use.Disease; disease is not null && seen.Add(disease);
            disease = use.DiseaseParents.GetValueOrDefault(disease))
        {
            if (string.Equals(disease, consented, StringComparison.OrdinalIgnoreCase))
            {
                return ("allowed", "The disease is the one of the consent.");
            }
        }

        return ("refused", "The consent is for another disease.");
    }

    private static (string Answer, string Sentence) Place(DataUse use, string? region)
    {
        if (region is null || CountryTable.Find(use.Place) is not { } place)
        {
            return ("unknown", "The consent is limited to a region; state the region (GS=…) and the place of use.");
        }

        bool inside = region.Split('|').Any(part => CountryTable.Find(part) == place
            || string.Equals(place.UnRegion, part, StringComparison.OrdinalIgnoreCase)
                || string.Equals(place.UnSubregion, part, StringComparison.OrdinalIgnoreCase));
        return inside ? ("allowed", "The place is inside the region.")
            : ("refused", "The place of use is outside the region of the consent.");
    }

    private static (string Answer, string Sentence) Day(DataUse use, string? text, string what, Func<DateOnly?,
        (string, string)> decide) =>
        use.Date is not null && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out DateOnly day)
            ? decide(day)
            : ("unknown", $"{what} needs a day (as yyyy-MM-dd), and the use a date.");
}
