using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Documents a cohort: who is in it, who lacks what, what hangs together, what an audit of it could
/// find.</summary>
/// <remarks>Counts are of patients, images stand beside. Definitions: docs/guide/documentation.md.</remarks>
public static class CohortDocumentation
{
    private const int MostCrossingGroups = 12;

    /// <summary>Runs the documentation.</summary>
    /// <param name="request">The cohort and what to hold it against.</param>
    /// <param name="progress">Told about every stage, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The document; the same data, request and seed give the same numbers.</returns>
    /// <exception cref="Datasets.TableException">The cohort or the reference is not as expected.</exception>
    /// <exception cref="Catalogs.UnknownNameException">A column, purpose or consent code is unknown.</exception>
    public static CohortDocument Run(DocumentRequest request, IProgress<AuditProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.LabelSource is string source && !DocumentRequest.LabelSources.Contains(source))
        {
            throw new Catalogs.UnknownNameException("Label source", source, DocumentRequest.LabelSources);
        }

        progress?.Report(new AuditProgress("reading", 0));
        var reading = CohortReading.Of(request, cancellation);
        UnitTable units = reading.Units;
        List<DocumentNote> notes = [.. reading.Notes];
        progress?.Report(new AuditProgress("counting", 0.2));
        AttributeProfile[] attributes =
            [.. reading.Attributes.Select(attribute =>
            AttributeProfiler.Of(attribute, units, request.Provenance.GetValueOrDefault(attribute.Name, "unknown")))];
        notes.AddRange(attributes.SelectMany(AttributeNotes));
        progress?.Report(new AuditProgress("missing values", 0.4));
        IReadOnlyList<MissingnessProfile> missingness = MissingnessAnalysis.Of(reading, request.Seed, cancellation);
        progress?.Report(new AuditProgress("associations", 0.6));
        IReadOnlyList<AssociationRow> associations = AssociationAnalysis.Of(reading, request.Seed, cancellation);
        progress?.Report(new AuditProgress("texts", 0.8));
        IReadOnlyList<TextProfile> texts = TextAnalysis.Of(reading, request, cancellation);
        int shared = units.AreKnown && reading.Splits.Count > 0
            ? Datasets.SplitOverlap.Of(reading.Cohort.Units!, reading.Cohort.Splits!).Count : 0;
        if (shared > 0)
        {
            notes.RemoveAll(note => note.Sentence.Contains("have rows in two or more splits",
                StringComparison.Ordinal));
            notes.Insert(0, new DocumentNote(true,
                $"{shared:N0} patients are in more than one split: a model meets its test patients while training."));
        }

        foreach (IGrouping<string, AssociationRow> fact in associations.Where(row => row.Severity != "none"
            && row.Kind == "label_acquisition")
            .GroupBy(row => row.Second, StringComparer.Ordinal))
        {
            AssociationRow[] rows = [.. fact.OrderByDescending(row => row.Auroc ?? 0)];
            string more = rows.Length > 3 ? $" and {rows.Length - 3} more" : string.Empty;
            notes.Add(new DocumentNote(
                true,
                $"'{fact.Key}' tells {string.Join(", ", rows.Take(3).Select(Strength))}{more}: "
                + "a model can learn the fact instead of the finding."));
        }

        WithdrawnCount? withdrawn = EvidenceReading.Withdrawn(request, reading, cancellation);
        if (withdrawn is { Patients: > 0 })
        {
            notes.Insert(0, new DocumentNote(true, $"{withdrawn.Patients} patients with {withdrawn.Images} images "
                + "withdrew their consent; make a version without them before any use."));
        }

        IntegrityEvidence? integrity = EvidenceReading.Check(request, reading);
        string? series = reading.Columns.Select(column => column.Name).FirstOrDefault(name =>
            string.Concat(name.Where(char.IsLetterOrDigit)).Equals(
                "SeriesInstanceUid", StringComparison.OrdinalIgnoreCase));
        CohortDocument document = new()
        {
            SeriesColumn = series,
            Series = series is null ? null : reading.Cohort.Values(series).OfType<string>().Distinct().Count(),
            Name = reading.Cohort.Name,
            Fingerprint = reading.Cohort.Fingerprint,
            ManifestSha256 = reading.Cohort.Manifest.Sha256,
            ManifestName = Path.GetFileName(reading.Cohort.ManifestPath),
            ManifestBytes = reading.Cohort.Manifest.Bytes,
            Versions = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["isonomia"] = typeof(CohortDocumentation).Assembly.GetName().Version?.ToString(3) ?? "0",
                ["licences and consent codes"] = "2026-11-22",
            },
            Seed = request.Seed,
            Images = reading.Cohort.Count,
            Patients = units.Count,
            HasPatients = units.AreKnown,
            HasImages = reading.Cohort.HasImages,
            Columns = reading.Columns,
            Splits = Splits(reading),
            SharedPatients = shared,
            Attributes = attributes,
            Intersections = Intersections(reading),
            CompletePatients = Complete(reading),
            MissingPatterns = MissingnessAnalysis.Patterns(reading),
            Missingness = missingness,
            Little = Little(reading),
            Labels = [.. reading.Findings.Select(finding => Overall(finding, units))],
            Prevalence = Prevalences(reading),
            Associations = associations,
            Acquisition = [.. reading.Facts.Select(fact => AttributeProfiler.Of(fact, units, "record"))],
            References = ReferenceReading.Compare(request, reading, cancellation),
            Burdens = BurdenReading.Compare(request, reading, cancellation),
            Withdrawn = withdrawn,
            Integrity = integrity is null ? null
                : new IntegritySummary(integrity.Blocking, integrity.Major, integrity.Minor, integrity.Ran),
            Curation = EvidenceReading.Curation(request),
            Power = ReadinessAnalysis.Power(reading, request),
            Readiness = [],
            Texts = texts,
            Gate = Gate(request, reading, withdrawn),
            Notes = notes,
        };
        progress?.Report(new AuditProgress("done", 1));
        return document with
        {
            Readiness = ReadinessAnalysis.Profile(reading, document, request.LabelSource, integrity),
        };
    }

    private static string Strength(AssociationRow row) =>
        $"'{row.First}' (AUROC of the fact alone {Two(row.Auroc)}, Cramér's V {Two(row.CramersV)})";

    private static string Two(double? value) =>
        value?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) ?? "not defined";

    private static IEnumerable<DocumentNote> AttributeNotes(AttributeProfile attribute)
    {
        if (attribute.Sentinels.Count > 0)
        {
            yield return new DocumentNote(false, $"In '{attribute.Name}' these texts were taken as not known: "
                + $"{string.Join(", ", attribute.Sentinels.Select(s => $"'{s.Text}' ({s.Rows} images)"))}.");
        }

        foreach (SentinelCount bad in attribute.Unusable)
        {
            yield return new DocumentNote(true,
                $"{bad.Rows:N0} images have a '{attribute.Name}' that is no usable value "
                + $"({bad.Text}); they count as not known.");
        }

        foreach (IGrouping<string, string> country in attribute.Groups.Select(group => group.Name)
            .GroupBy(name => CountryTable.Find(name)?.Alpha3 ?? string.Empty, StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0 && group.Count() > 1 && group.All(name => name.Length > 2)))
        {
            yield return new DocumentNote(true, $"In '{attribute.Name}' the groups "
                + $"{string.Join(" and ", country.Select(name => $"'{name}'"))} name one country ({country.Key}); "
                + $"name them alike.");
        }

        if (attribute.Recorded < 0.95)
        {
            yield return new DocumentNote(true,
                $"'{attribute.Name}' is not known for {attribute.MissingPatients:N0} of "
                + $"{attribute.MissingPatients + attribute.Groups.Sum(g => g.Patients):N0}: results by group hold for "
                + $"those whose group is known; the bounds show how far that can be off.");
        }
    }

    private static IReadOnlyList<SplitCount> Splits(CohortReading reading) =>
    [
        .. reading.Splits.Select((name, s) =>
        {
            int[] rows = [.. Enumerable.Range(0, reading.SplitCodes.Length).Where(i => reading.SplitCodes[i] == s)];
            return new SplitCount(name, rows.Select(i => reading.Units.Rows[i]).Distinct().Count(), rows.Length);
        }),
    ];

    private static int Complete(CohortReading reading)
    {
        int[][] codes = [.. reading.Attributes.Select(attribute => attribute.ByUnit(reading.Units))];
        return Enumerable.Range(0, reading.Units.Count).Count(u => codes.All(column => column[u] >= 0));
    }

    private static LittleTest? Little(CohortReading reading)
    {
        (string Name, double[] Values)[] numbers =
        [
            .. reading.Attributes.Concat(reading.Facts)
                .Where(column => column.Numbers is not null && column.Distinct > 2)
                .Select(column => (column.Name, reading.Units.First(column.Numbers!)))
                    .Where(column => column.Item2.Any(value => !double.IsNaN(value))),
        ];
        return numbers.Length < 2 ? null
            : LittleAnalysis.Of([.. numbers.Select(column => column.Name)],
            [.. numbers.Select(column => column.Values)]);
    }

    private static PrevalenceRow Prevalence(string finding, string attribute, string group, int known, int positive)
    {
        Interval? interval = known == 0 ? null : ProportionInterval.Wilson(positive, known);
        double? share = known == 0 ? null : (double)positive / known;
        return new PrevalenceRow(finding, attribute, group, known, positive, share, interval?.Low, interval?.High);
    }

    private static PrevalenceRow Overall(FindingReading finding, UnitTable units)
    {
        sbyte[] found = finding.ByUnit(units);
        return Prevalence(
            finding.Name, "all", "all", found.Count(value => value >= 0), found.Count(value => value == 1));
    }

    private static List<PrevalenceRow> Prevalences(CohortReading reading)
    {
        List<PrevalenceRow> rows = [];
        foreach (FindingReading finding in reading.Findings)
        {
            sbyte[] found = finding.ByUnit(reading.Units);
            foreach (ColumnReading column in reading.Attributes.Concat(reading.Facts))
            {
                int[] codes = column.ByUnit(reading.Units);
                int groups = column.Groups.Count;

                // The last place counts patients whose group is not known.
                int[] known = new int[groups + 1];
                int[] positive = new int[groups + 1];
                bool isMissing = false;
                for (int u = 0; u < found.Length; u++)
                {
                    int place = codes[u] < 0 ? groups : codes[u];
                    isMissing |= codes[u] < 0;
                    known[place] += found[u] >= 0 ? 1 : 0;
                    positive[place] += found[u] == 1 ? 1 : 0;
                }

                rows.AddRange(column.Groups.Select((group, g) =>
                    Prevalence(finding.Name, column.Name, group, known[g], positive[g])));
                if (isMissing)
                {
                    rows.Add(Prevalence(
                        finding.Name, column.Name, Datasets.Grouping.MissingGroup, known[groups], positive[groups]));
                }
            }
        }

        return rows;
    }

    private static IReadOnlyList<IntersectionCell> Intersections(CohortReading reading)
    {
        List<IntersectionCell> cells = [];
        sbyte[]? found = reading.Findings.Count == 0 ? null : reading.Findings[0].ByUnit(reading.Units);
        for (int a = 0; a < reading.Attributes.Count; a++)
        {
            for (int b = a + 1; b < reading.Attributes.Count; b++)
            {
                ColumnReading first = reading.Attributes[a];
                ColumnReading second = reading.Attributes[b];
                if (first.Groups.Count is 0 or > MostCrossingGroups || second.Groups.Count is 0 or > MostCrossingGroups)
                {
                    continue;
                }

                cells.AddRange(Cross(reading, first, second, found));
            }
        }

        return cells;
    }

    private static IEnumerable<IntersectionCell> Cross(CohortReading reading, ColumnReading first,
        ColumnReading second, sbyte[]? found)
    {
        int[] x = first.ByUnit(reading.Units);
        int[] y = second.ByUnit(reading.Units);
        double[][] patients = UnitAssociation.Table(x, y, first.Groups.Count, second.Groups.Count, out int known);
        double[][] images = UnitAssociation.Table(first.Codes, second.Codes, first.Groups.Count, second.Groups.Count,
            out _);
        double[][]? hits = found is null ? null : UnitAssociation.Table(
            [.. x.Select((code, u) => found[u] == 1 ? code : -1)], y, first.Groups.Count, second.Groups.Count, out _);
        for (int g = 0; g < first.Groups.Count; g++)
        {
            for (int h = 0; h < second.Groups.Count; h++)
            {
                int count = (int)patients[g][h];
                Interval? interval = known == 0 ? null : ProportionInterval.Wilson(count, known);
                int? positives = hits is null ? null : (int)hits[g][h];
                yield return new IntersectionCell(
                    $"{first.Name} × {second.Name}", first.Groups[g], second.Groups[h], count, (int)images[g][h],
                        known == 0 ? null : (double)count / known,
                    interval?.Low, interval?.High, positives);
            }
        }
    }

    /// <summary>Licences and consents, and the consents that were withdrawn: those rule everything out.</summary>
    private static GateDecision Gate(DocumentRequest request, CohortReading reading, WithdrawnCount? withdrawn)
    {
        GateDecision decision = LicenseGate.Decide(request.Use, GateInputs(request, reading));
        return withdrawn is not { Patients: > 0 } ? decision : decision with
        {
            Answer = "refused",
            Reasons =
            [
                new GateReason(reading.Cohort.Name, "withdrawn consent", "refused",
                    $"{withdrawn.Patients} patients withdrew their consent; leave them out first."),
                .. decision.Reasons,
            ],
        };
    }

    private static IReadOnlyList<GateInput> GateInputs(DocumentRequest request, CohortReading reading)
    {
        string? column = request.LicenseColumn
            ?? reading.Cohort.Columns.Select(c => c.Name)
                .FirstOrDefault(name => TextFolding.Name(name) is "license" or "licence" or "licencia" or "lizenz");
        if (request.License is null && request.LicenseEntry is null && column is not null)
        {
            return
            [
                .. reading.Cohort.Values(column).Select(value => value ?? "none").Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(license => new GateInput($"{reading.Cohort.Name}, rows with '{license}'", license,
                        request.ConsentCodes, [])),
            ];
        }

        return
        [
            new GateInput(reading.Cohort.Name, request.License, request.ConsentCodes, [])
            {
                Entry = request.LicenseEntry is string file ? LicenseEntry.Read(file) : null,
            },
        ];
    }
}
