using Isonomia.Adaptation;
using Isonomia.Datasets;
using YamlDotNet.RepresentationModel;

namespace Isonomia.Studies;

/// <summary>The fields of a study file.</summary>
internal sealed class StudyFields(YamlMap map, string folder, string fileName)
{
    private const string None = "none";

    private static readonly string[] BuiltIn = ["smallest_encoder"];

    internal StudySpecification Read(string? resultsFolder)
    {
        string? preset = map.Has("preset") ? map.Choice("preset", StudyPreset.FairMedFm, StudyPreset.Known) : null;
        string results = map.Text("results") ?? "results";
        ulong seed = map.Seed("seed", 1);
        int threads = map.Integer("threads", 0, 0, 4096);
        IReadOnlyList<StudyLabel> labels = Labels();
        IReadOnlyList<string> attributes = map.Texts("attributes");
        if (attributes.Count == 0)
        {
            map.Report(
                "attributes", "'attributes' is missing; expected at least one, for example 'sex' or 'age:0,40,60'");
        }

        StudyCohort? cohort = map.Map("cohort", Cohort);
        if (cohort is null)
        {
            map.Report("cohort", "'cohort' is missing; expected 'folder:', 'sources:' or 'phantom:' below it");
        }

        return new StudySpecification
        {
            Name = map.Text("name") ?? fileName,
            Seed = seed,
            ResultsFolder = Path.GetFullPath(resultsFolder ?? Path.Combine(folder, results)),
            Cohort = cohort ?? new StudyCohort(),
            Models = Models(),
            Labels = labels,
            Attributes = attributes,
            Probe = map.Map("probe", inner => Probe(inner, StudyPreset.Probe(preset))) ?? StudyPreset.Probe(preset),
            Audit = map.Map("audit", inner => Audit(inner, StudyPreset.Audit(preset))) ?? StudyPreset.Audit(preset),
            Leakage = Optional("leakage", new StudyLeakage(), inner => new StudyLeakage
            {
                Attributes = inner.Texts("attributes"),
                Permutations = inner.Integer("permutations", 5, 0, 1000),
                FoldCount = inner.Integer("folds", 5, 0, 100),
            }),
            Efficiency = Optional("efficiency", null, inner => new StudyEfficiency
            {
                Shares = inner.Numbers("shares", new StudyEfficiency().Shares, double.Epsilon, 1),
                SeedCount = inner.Integer("seeds", 5, 1, 1000),
            }),
            Shift = map.Map("shift", inner => new StudyShift
            {
                By = inner.RequiredText("by"),
                From = inner.Texts("from"),
            }),
            Check = Optional("check", null, inner => new StudyCheck
            {
                Settings = inner.NumberPairs("set", double.MinValue, double.MaxValue),
                Accepted = inner.Pairs("accept"),
            }),
            ShowsPictures = Report(out int pictures),
            PicturesPerGroup = pictures,
            ThreadCount = threads == 0 ? Environment.ProcessorCount : threads,
        };
    }

    private bool Report(out int perGroup)
    {
        (bool Shows, int Count)[] found = [(true, 4)];
        map.Map("report", inner =>
        {
            found[0] = (inner.Flag("pictures", true), inner.Integer("pictures_per_group", 4, 1, 50));
            return inner;
        });
        perGroup = found[0].Count;
        return found[0].Shows;
    }

    /// <summary>A group of fields that may also be <c>true</c> (all defaults) or <c>false</c> (leave it out).</summary>
    private T? Optional<T>(string key, T? standard, Func<YamlMap, T> read)
        where T : class, new()
    {
        if (map.Items(key) is [YamlScalarNode])
        {
            return map.Flag(key, standard is not null) ? standard ?? new T() : null;
        }

        return map.Has(key) ? map.Map(key, read) : standard;
    }

    private StudyCohort Cohort(YamlMap fields)
    {
        string? ingested = fields.Text("folder");
        IReadOnlyList<string> sources = fields.Texts("sources");
        PhantomCohortRequest? phantom = fields.Map("phantom", Phantom);
        int given = (ingested is null ? 0 : 1) + (sources.Count == 0 ? 0 : 1) + (phantom is null ? 0 : 1);
        if (given != 1)
        {
            fields.Report(
                "folder",
                $"'cohort' names {given} origins; expected one of 'folder' (an ingested cohort), 'sources' (to ingest) "
                    + $"and 'phantom'");
        }

        string? table = fields.Text("table");
        IngestRequest request = new()
        {
            Sources = [.. sources.Select(source => IsAddress(source) ? source : Absolute(source))],
            Filters = fields.Pairs("filters"),
            OutputFolder = string.Empty,
            TablePath = table is null ? null : Absolute(table),
            Id = fields.Text("id"),
            Image = fields.Text("image"),
            Join = fields.Text("join"),
            Unit = fields.Text("unit"),
            Split = fields.Text("split"),
            Resplit = fields.Flag("resplit", false),
            MissingValues = fields.Texts("missing_values"),
            Shares = fields.Numbers("shares", [0.7, 0.1, 0.2], 0, 1),
            Frames = fields.Choice("frames", "middle", "middle", "all") == "all"
                ? IngestFrames.All
                : IngestFrames.Middle,
            DecodesPixels = !fields.Flag("headers_only", false),
        };
        return new StudyCohort
        {
            Folder = ingested is null ? null : Absolute(ingested),
            Ingest = sources.Count == 0 ? null : request,
            Phantom = phantom,
            Unit = request.Unit,
            Split = request.Split,
        };
    }

    private static PhantomCohortRequest Phantom(YamlMap fields)
    {
        PhantomCohortRequest standard = new() { Folder = string.Empty };
        return standard with
        {
            PatientCount = fields.Integer("patients", standard.PatientCount, 20, 1_000_000),
            Seed = fields.Seed("seed", standard.Seed),
            Side = fields.Integer("side", standard.Side, 32, 1024),
            Attribute = fields.Choice("attribute", standard.Attribute, "sex", "site"),
            DisadvantagedGroup = fields.Text("group") ?? standard.DisadvantagedGroup,
            Separation = fields.Number("separation", standard.Separation, 0.01, 10),
            SignalFactor = fields.Number("signal_factor", standard.SignalFactor, 0, 1),
            SiteSignalFactors = fields.NumberPairs("site_signal_factors", 0, 1),
            Prevalence = fields.Number("prevalence", standard.Prevalence, 0.01, 0.99),
            GroupPrevalence = fields.Has("group_prevalence")
                ? fields.Number("group_prevalence", 0.5, 0.01, 0.99)
                : null,
            SitePrevalences = fields.NumberPairs("site_prevalences", 0.01, 0.99),
            LabelNoise = fields.Number("label_noise", standard.LabelNoise, 0, 0.499),
            MissedShare = fields.Number("missed_share", standard.MissedShare, 0, 0.999),
        };
    }

    private List<StudyModel> Models()
    {
        List<StudyModel> models = [];
        foreach (YamlNode item in map.Items("models"))
        {
            StudyModel model = item is YamlMappingNode fields
                ? map.Of(fields, "models", Model)
                : Named(map.Scalar(item, "models") ?? string.Empty, null, null);
            if (models.Exists(other => other.Name == model.Name))
            {
                map.Report("models", $"two models are called '{model.Name}'; give one of them a 'name'");
            }

            models.Add(model);
        }

        if (models.Count == 0)
        {
            map.Report(
                "models",
                "'models' is missing; expected at least one folder with model.json, a registered name, or 'built_in: "
                    + "smallest_encoder'");
        }

        return models;
    }

    private StudyModel Model(YamlMap fields)
    {
        string? name = fields.Text("name");
        string? location = fields.Text("location");
        string? output = fields.Text("output");
        if (fields.Has("built_in"))
        {
            string built = fields.Choice("built_in", BuiltIn[0], BuiltIn);
            return new StudyModel(name ?? built, null, built, output);
        }

        if (location is null)
        {
            fields.Report("location", "a model needs 'location' (a folder or a registered name) or 'built_in'");
        }

        return Named(location ?? string.Empty, name, output);
    }

    /// <summary>A folder where there is one, otherwise a registered name.</summary>
    private StudyModel Named(string location, string? name, string? output)
    {
        string absolute = Absolute(location);
        bool isFolder = Directory.Exists(absolute);
        string own = Path.GetFileName(Path.TrimEndingDirectorySeparator(location));
        return new StudyModel(name ?? own, isFolder ? absolute : location, null, output);
    }

    private List<StudyLabel> Labels()
    {
        List<StudyLabel> labels = [];
        string key = map.Has("labels") ? "labels" : "label";
        foreach (YamlNode item in map.Items(key))
        {
            labels.Add(item is YamlMappingNode fields
                ? map.Of(fields, key, inner => new StudyLabel(inner.RequiredText("column"), inner.Text("positive")))
                : new StudyLabel(map.Scalar(item, key) ?? string.Empty));
        }

        if (labels.Count == 0)
        {
            map.Report(key, "'label' is missing; expected the column to predict");
        }

        return labels;
    }

    private static StudyProbe Probe(YamlMap fields, StudyProbe standard) => standard with
    {
        Kind = fields.Choice("kind", standard.Kind, [.. Isonomia.Adaptation.Probe.All.Select(probe => probe.Id)]),
        Grid = fields.Numbers("grid", standard.Grid, double.Epsilon, double.MaxValue),
        Calibration = fields.Has("calibration")
            ? Calibrators(
                fields.Choice("calibration", None, [None, .. Calibrator.All.Select(calibrator => calibrator.Id)]))
            : standard.Calibration,
        IsBalanced = fields.Flag("balanced", standard.IsBalanced),
        Seeds =
        [
            .. fields.Numbers("seeds", [.. standard.Seeds.Select(seed => (double)seed)], 0, 1e15)
            .Select(seed => (ulong)seed),
        ],
        Shares = fields.Numbers("shares", standard.Shares, double.Epsilon, 1),
        Training = fields.Text("training") ?? standard.Training,
        Validation = fields.Text("validation") ?? standard.Validation,
        Test = fields.Text("test") ?? standard.Test,
    };

    private static string? Calibrators(string choice) => choice == None ? null : choice;

    private static StudyAudit Audit(YamlMap fields, StudyAudit standard) => standard with
    {
        Threshold = fields.Text("threshold") ?? standard.Threshold,
        Parity = fields.Text("parity") ?? standard.Parity,
        Metrics = fields.Texts("metrics"),
        Criteria = fields.Texts("criteria"),
        Controls = fields.Texts("controls"),
        Intersections = fields.Integer("intersections", standard.Intersections, 1, 3),
        Replicates = fields.Integer("replicates", standard.Replicates, 0),
        Permutations = fields.Integer("permutations", standard.Permutations, 0),
        Confidence = fields.Number("confidence", standard.Confidence, 0.5, 0.9999),
        Margins = fields.NumberPairs("margins", double.Epsilon, double.MaxValue),
        References = fields.Pairs("references"),
        FailOn = fields.Texts("fail_on"),
    };

    private static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private string Absolute(string path) => Path.GetFullPath(Path.Combine(folder, path));
}
