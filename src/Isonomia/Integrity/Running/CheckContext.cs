using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Documentation;
using Isonomia.Numerics;

namespace Isonomia.Integrity;

/// <summary>What the rules of the checks share: the cohort, what was read of it, the thresholds. What several rules
/// need is computed once.</summary>
internal sealed class CheckContext(
    IntegrityRequest request, CohortReading reading, PictureReading[]? pictures, string? whyNoPictures,
    IProgress<double>? progress, CancellationToken cancellation)
{
    private const int MostGroups = 30;

    private DuplicatePictures? _duplicates;
    private IReadOnlyList<AssociationRow>? _associations;
    private IntegrityCheck? _check;

    internal IntegrityRequest Request => request;

    internal CohortReading Reading => reading;

    internal Cohort Cohort => reading.Cohort;

    internal UnitTable Units => reading.Units;

    /// <summary>What was read of every picture, or null where none was.</summary>
    internal PictureReading[]? Pictures => pictures;

    /// <summary>Whether a picture was read at all.</summary>
    internal bool HasPictures => pictures is not null && whyNoPictures is null;

    /// <summary>Why no picture was read.</summary>
    internal string WhyNoPictures => whyNoPictures ?? "no picture was read";

    internal IProgress<double>? Progress => progress;

    internal CancellationToken Cancellation => cancellation;

    /// <summary>Copies of pictures.</summary>
    internal DuplicatePictures Duplicates => _duplicates ??= DuplicatePictures.Of(this);

    /// <summary>How labels, attributes and facts about acquisition hang together.</summary>
    internal IReadOnlyList<AssociationRow> Associations => _associations ??= AssociationAnalysis.Adjusted(
    [
        .. AssociationAnalysis.Of(reading, request.Seed, cancellation),
        .. PlaceAttributes.SelectMany(place => reading.Attributes.Where(one => !PlaceAttributes.Contains(one))
            .Select(attribute => AssociationAnalysis.Row("attribute_acquisition", attribute.Name, place.Name,
                attribute.ByUnit(Units), attribute.Groups.Count, place.ByUnit(Units), place.Groups.Count,
                request.Seed, null))),
    ]);

    /// <summary>Attributes that tell how pictures were made, such as the site.</summary>
    internal ColumnReading[] PlaceAttributes => field ??= [.. reading.Attributes.Where(attribute =>
        KnownColumns.IsAcquisition(attribute.Name) || KnownColumns.IsAcquisition(attribute.Column))];

    /// <summary>Facts about acquisition, and attributes that are such facts.</summary>
    internal IEnumerable<ColumnReading> Places => reading.Facts.Concat(PlaceAttributes);

    /// <summary>The threshold of the check that runs.</summary>
    internal double this[string name] => SettingOf(_check!, name);

    /// <summary>Runs a check.</summary>
    internal CheckResult Run(IntegrityCheck check)
    {
        _check = check;
        // Where no file is there, one check says so.
        bool hasNone = pictures is null || (whyNoPictures is not null && check.Id != IntegrityCheck.MissingFile.Id);
        CheckOutcome outcome = check.NeedsPictures && hasNone
            ? CheckOutcome.NotApplicable(WhyNoPictures)
            : check.Rule(this);
        return new CheckResult
        {
            Id = check.Id,
            Name = check.Name,
            Status = outcome.Status,
            Severity = outcome.Severity,
            Sentence = outcome.Sentence,
            Unit = check.Unit,
            Count = outcome.Count,
            Of = outcome.Of,
            Settings = new SortedDictionary<string, double>(
                check.Settings.ToDictionary(setting => setting.Name, setting => SettingOf(check, setting.Name)),
                StringComparer.Ordinal),
            Measures = outcome.Measures,
            Samples = outcome.Samples,
            Evidence = outcome.Evidence,
            Groups = outcome.Groups,
            Remedy = check.Remedy,
            AuditEffect = check.AuditEffect,
            Accepted = outcome.Status == CheckStatus.Found ? request.Accepted.GetValueOrDefault(check.Id) : null,
        };
    }

    /// <summary>The threshold of any check.</summary>
    internal double SettingOf(IntegrityCheck check, string name) =>
        request.Settings.TryGetValue($"{check.Id}.{name}", out double value)
            ? value
            : check.Settings.Single(setting => setting.Name == name).Default;

    /// <summary>The share of every group that rows are of.</summary>
    internal IEnumerable<CheckGroup> GroupsOf(
        IReadOnlyCollection<int> rows, Func<int, bool>? lookedAt, bool withFacts)
    {
        foreach (ColumnReading column in reading.Attributes.Concat(withFacts ? reading.Facts : [])
            .Where(column => column.Groups.Count is > 0 and <= MostGroups))
        {
            int[] counts = new int[column.Groups.Count + 1];
            int[] all = new int[column.Groups.Count + 1];
            for (int row = 0; row < column.Codes.Length; row++)
            {
                all[Place(column, row)] += lookedAt?.Invoke(row) == false ? 0 : 1;
            }

            foreach (int row in rows)
            {
                counts[Place(column, row)]++;
            }

            for (int group = 0; group < all.Length; group++)
            {
                bool isMissing = group == column.Groups.Count;
                if (isMissing && all[group] == 0)
                {
                    continue;
                }

                Interval? interval = all[group] == 0 ? null : ProportionInterval.Wilson(counts[group], all[group]);
                yield return new CheckGroup(
                    column.Name,
                    isMissing ? Grouping.MissingGroup : column.Groups[group],
                    counts[group],
                    all[group],
                    all[group] == 0 ? null : (double)counts[group] / all[group],
                    interval?.Low,
                    interval?.High);
            }
        }

        static int Place(ColumnReading column, int row) =>
            column.Codes[row] < 0 ? column.Groups.Count : column.Codes[row];
    }

    /// <summary>A count with its noun: <c>1 image</c>, <c>1,204 images</c>.</summary>
    internal static string Count(long count, string noun, string? plural = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>A share as percent.</summary>
    internal static string Percent(double share) =>
        (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number with two decimals.</summary>
    internal static string Two(double? value) =>
        value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "not defined";

    /// <summary>The first names of a list, and how many more there are.</summary>
    internal static string List(IReadOnlyCollection<string> names, int most = 4) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : string.Empty);
}
