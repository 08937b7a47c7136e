namespace Isonomia.Documentation;

/// <summary>Decides whether a use of data and models is allowed by their licences and consents.</summary>
/// <remarks>The strictest rule wins: refused, then unknown, then allowed with duties, then allowed; duties add up. What
/// something was made
/// from counts as much as itself. Not legal advice.</remarks>
public static class LicenseGate
{
    private const string AsOf = "2026-11-22";
    private static readonly string[] Order = ["allowed", "allowed_with_duties", "unknown", "refused"];

    /// <summary>Decides.</summary>
    /// <param name="use">What somebody wants to do.</param>
    /// <param name="inputs">What it builds on, each once.</param>
    /// <returns>The decision with every rule that spoke.</returns>
    /// <exception cref="ArgumentException">A purpose or action is unknown, an origin is not among the inputs, or things
    /// are made from each
    /// other.</exception>
    public static GateDecision Decide(DataUse use, IReadOnlyList<GateInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(inputs);
        if (!DataUse.Purposes.Contains(use.Purpose))
        {
            throw new Catalogs.UnknownNameException("Purpose", use.Purpose, DataUse.Purposes);
        }

        if (!DataUse.Actions.Contains(use.Action))
        {
            throw new Catalogs.UnknownNameException("Action", use.Action, DataUse.Actions);
        }

        List<GateReason> reasons = [];
        foreach (GateInput input in inputs)
        {
            CheckOrigins(input, inputs, []);
            reasons.AddRange(OfLicense(use, input));
            reasons.AddRange(ConsentRules.Of(use, input));
            if (input.IsModel && use.Action == "publish_weights" && Origins(input, inputs)
                .Any(origin => License.Find(origin.License)?.Kind == "data_use_agreement"))
            {
                reasons.Add(new GateReason(
                    input.Name, "data use agreement", "unknown",
                        "It was trained on data under an agreement; whether weights may be passed on is for that "
                        + "agreement to say."));
            }
        }

        string answer = reasons.Count == 0 ? "unknown"
            : Order[reasons.Max(reason => Array.IndexOf(Order, reason.Answer))];
        return new GateDecision(
            use, answer, [.. reasons.OrderByDescending(reason => Array.IndexOf(Order, reason.Answer))
                .ThenBy(reason => reason.Input, StringComparer.Ordinal)], AsOf);
    }

    private static IEnumerable<GateInput> Origins(GateInput input, IReadOnlyList<GateInput> inputs) =>
        input.From.SelectMany(name => inputs.Where(other => other.Name == name))
            .SelectMany(origin => Origins(origin, inputs).Prepend(origin));

    private static void CheckOrigins(GateInput input, IReadOnlyList<GateInput> inputs, List<string> trail)
    {
        if (trail.Contains(input.Name))
        {
            throw new ArgumentException($"'{input.Name}' is made from itself: "
                + $"{string.Join(" → ", trail.Append(input.Name))}.", nameof(inputs));
        }

        foreach (string name in input.From)
        {
            GateInput origin = inputs.FirstOrDefault(other => other.Name == name)
                ?? throw new Catalogs.UnknownNameException("Input", name, [.. inputs.Select(other => other.Name)]);
            CheckOrigins(origin, inputs, [.. trail, input.Name]);
        }
    }

    private static IEnumerable<GateReason> OfLicense(DataUse use, GateInput input)
    {
        if (input.Entry is { } entry)
        {
            foreach ((string answer, string sentence) in Rules(use, entry.License))
            {
                yield return new GateReason(input.Name, entry.Rule, answer, sentence);
            }

            yield break;
        }

        if (input.License is null)
        {
            if (input.From.Count == 0)
            {
                yield return new GateReason(input.Name, "no licence", "unknown",
                    "No licence was stated; find out which one it is.");
            }

            yield break;
        }

        if ((string.Equals(input.License, "none", StringComparison.OrdinalIgnoreCase) ? License.Find(string.Empty)
            : License.Find(input.License)) is not { } license)
        {
            yield return new GateReason(input.Name, input.License, "unknown",
                $"The licence '{input.License}' is not in the table; read it and state what it allows "
                    + "(--license-entry).");
            yield break;
        }

        // What is not stated is not written as if it were.
        bool isAssumed = License.IsVersionAssumed(input.License);
        string rule = isAssumed ? $"{input.License.Trim()} (version not stated)" : license.Id;
        foreach ((string answer, string sentence) in Rules(use, license))
        {
            yield return new GateReason(input.Name, rule, answer, sentence);
        }

        if (isAssumed)
        {
            yield return new GateReason(input.Name, rule, use.Action == "process" && use.Purpose is "research"
                or "evaluation" ? "allowed_with_duties" : "unknown",
                $"'{input.License.Trim()}' states no version; the rules of {license.Label} are assumed. Find out which "
                + "version it is.");
        }
    }

    private static IEnumerable<(string Answer, string Sentence)> Rules(DataUse use, License license)
    {
        yield return license.Kind == "none"
            ? ("refused", "No licence is reported; its absence is not permission.")
            : license.Kind == "aggregate" || license.Id is "openrail"
                ? ("unknown", license.Remark)
                : ("allowed", $"{license.Label} allows processing for {use.Purpose}.");
        if (use.Purpose == "commercial" || use.IsCommercialActor)
        {
            yield return Of(license.Commercial, "commercial use", license);
        }

        if (use.Action is "adapt" or "publish_weights" || use.Purpose == "training")
        {
            yield return Of(license.Derivatives, "adapting", license);
        }

        if (use.Action is "redistribute" or "publish_weights"
            && !(use.Action == "publish_weights" && license.Kind == "data_use_agreement"))
        {
            yield return Of(license.Redistribution, "passing on", license);
        }

        if (use.Purpose == "clinical")
        {
            yield return license.ClinicalUse switch
            {
                "not_restricted" => ("allowed", $"{license.Label} does not restrict clinical use."),
                "prohibited" => ("refused", $"{license.Label}: its use restrictions forbid medical advice and the "
                    + $"interpretation of medical results."),
                "authorization_required" => ("allowed_with_duties", $"{license.Label}: clinical use needs the "
                    + $"authorization of a regulator first."),
                "not_licensed" => ("refused", "Nothing is licensed, so clinical use is not either."),
                _ => ("unknown", $"{license.Label}: whether clinical use is allowed is not known "
                    + $"({license.ClinicalUse.Replace('_', ' ')})."),
            };
        }

        if (license.ShareAlike == "yes" && (use.Action is not "process" || use.Purpose == "training"))
        {
            yield return ("allowed_with_duties", $"What is made from it and passed on carries {license.Label}.");
        }

        if (license.ShareAlike == "behavioural")
        {
            yield return ("allowed_with_duties", $"Every derivative carries the use restrictions of {license.Label}.");
        }

        if (license.Kind is "attribution" or "share_alike" or "non_commercial" or "no_derivatives")
        {
            yield return ("allowed_with_duties", $"Name the source and {license.Label}, and state changes.");
        }

        if (license.Access is "credentialed" or "registration" or "application")
        {
            yield return ("allowed_with_duties", $"Only persons with access under the agreement ({license.Access}) "
                + $"may work with it.");
        }
    }

    private static (string Answer, string Sentence) Of(string allows, string what, License license) => allows switch
    {
        "yes" => ("allowed", $"{license.Label} allows {what}."),
        "no" => ("refused", $"{license.Label} does not allow {what}."),
        _ => ("unknown", $"Whether {license.Label} allows {what} is not known."),
    };
}
