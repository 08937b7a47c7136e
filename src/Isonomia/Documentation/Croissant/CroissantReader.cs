using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>Builds the data set with all its nodes, and reports what is wrong with each on its own.</summary>
internal sealed partial class CroissantReader
{
    private static readonly string[] RaiMany =
    [
        "dataCollectionType", "dataPreprocessingProtocol", "dataAnnotationProtocol", "dataAnnotationPlatform",
            "dataAnnotationAnalysis",
        "annotatorDemographics", "machineAnnotationTools", "dataBiases", "dataUseCases", "dataLimitations",
            "personalSensitiveInformation",
    ];

    private readonly CroissantNames _names;
    private readonly CroissantIssues _issues;
    private readonly CroissantValues _values;
    private readonly CroissantFieldReader _fields;
    private bool _isLive;

    internal CroissantReader(JsonLdGraph graph, CroissantNames names, CroissantIssues issues)
    {
        (_names, _issues) = (names, issues);
        _values = new CroissantValues(graph, names, issues);
        _fields = new CroissantFieldReader(_values, names, issues);
    }

    internal DatasetNode Read(JsonLdNode node)
    {
        _isLive = _values.One(node, _names.Of("isLiveDataset"), "is_live_dataset", CroissantValues.Boolean) is { } live
            && PythonText.Str(live.Literal) == "True";
        string name = _values.TextOf(node, Schema("name"), "name");
        string path = $"Metadata({name})";
        List<FileNode> distribution = [];
        foreach (JsonLdNode file in _values.Nodes(node, Schema("distribution"), "distribution", _names.FileObject,
            _names.FileSet))
        {
            distribution.Add(file.Type == _names.FileObject ? FileObject(file, path) : FileSet(file, path));
        }

        List<RecordSetNode> recordSets = [];
        foreach (JsonLdNode set in _values.Nodes(node, _names.Of("recordSet"), "record_sets", _names.Of("RecordSet")))
        {
            recordSets.Add(_fields.RecordSet(set, path));
        }

        DatasetNode dataset = new(_names.IsOld ? name : node.Id, name, path, distribution, recordSets);
        ValidateName(dataset);
        if (_names.IsOld)
        {
            Mandatory(path, node, name.Length > 0, Schema("name"));
        }

        Metadata(node, dataset);
        return dataset;
    }

    internal static string Schema(string term) => CroissantNames.Schema + term;

    /// <summary>0.8 names its nodes, so that names are identifiers there; later versions ask nothing of them.</summary>
    internal static void ValidateName(CroissantNode node, CroissantNames names, CroissantIssues issues)
    {
        if (!names.IsOld || node.Name.Length == 0)
        {
            return;
        }

        if (node.Name.Length > 255)
        {
            issues.Error(node, $"The name \"{node.Name}\" is too long (>255 characters).");
        }

        if (!PlainName().IsMatch(node.Name))
        {
            issues.Error(node, $"The name \"{node.Name}\" contains forbidden characters.");
        }
    }

    private void ValidateName(CroissantNode node) => ValidateName(node, _names, _issues);

    private void Mandatory(string path, JsonLdNode node, bool exists, string address)
    {
        if (!exists)
        {
            _issues.ErrorAt(path, $"Property \"{address}\" is mandatory, but does not exist.", node.Path);
        }
    }

    private FileNode FileObject(JsonLdNode file, string parent)
    {
        string name = _values.TextOf(file, Schema("name"), "name");
        string path = $"{parent} > FileObject({name})";
        string[] containers = Containers(file);
        bool hasAddress = _values.One(file, Schema("contentUrl"), "content_url", CroissantValues.Url)?.Text
            is { Length: > 0 };
        _values.One(file, Schema("contentSize"), "content_size", CroissantValues.Text);
        _values.One(file, Schema("description"), "description", CroissantValues.Text);
        bool hasFormat = _values.Many(file, Schema("encodingFormat"), "encoding_format", CroissantValues.Text)
            .Any(value => value.Text is { Length: > 0 });
        _values.Many(file, Schema("sameAs"), "same_as", CroissantValues.Url);
        bool hasSum = _values.One(file, _names.Md5, "md5", CroissantValues.Text) is not null
            | _values.One(file, Schema("sha256"), "sha256", CroissantValues.Text) is not null;
        _fields.Source(file, _names.Of("source"), "source", path);
        FileNode made = new(_names.IsOld ? name : file.Id, name, path, file.Path, containers);
        ValidateName(made);
        Mandatory(path, file, hasFormat, Schema("encodingFormat"));
        if (_names.IsOld)
        {
            Mandatory(path, file, name.Length > 0, Schema("name"));
        }

        if (containers.Length == 0)
        {
            Mandatory(path, file, hasAddress, Schema("contentUrl"));
            if (!_isLive && !hasSum)
            {
                _issues.Error(made, "At least one of these properties should be defined: ['md5', 'sha256'].");
            }
        }

        return made;
    }

    private FileNode FileSet(JsonLdNode file, string parent)
    {
        string name = _values.TextOf(file, Schema("name"), "name");
        string path = $"{parent} > FileSet({name})";
        string[] containers = Containers(file);
        _values.One(file, Schema("description"), "description", CroissantValues.Text);
        bool hasFormat = _values.Many(file, Schema("encodingFormat"), "encoding_format", CroissantValues.Text)
            .Any(value => value.Text is { Length: > 0 });
        bool includes = _values.Many(file, _names.Of("includes"), "includes", CroissantValues.Text).Count > 0;
        _values.Many(file, _names.Of("excludes"), "excludes", CroissantValues.Text);
        FileNode made = new(_names.IsOld ? name : file.Id, name, path, file.Path, containers);
        ValidateName(made);
        Mandatory(path, file, includes, _names.Of("includes"));
        Mandatory(path, file, hasFormat, Schema("encodingFormat"));
        if (_names.IsOld)
        {
            Mandatory(path, file, name.Length > 0, Schema("name"));
        }

        return made;
    }

    private static string[] Containers(JsonLdNode file) =>
        [.. file[Schema("containedIn")].Select(value => value.Id ?? value.Text).OfType<string>()];

    private void Metadata(JsonLdNode node, DatasetNode dataset)
    {
        bool hasCitation = _values.One(node, _names.CiteAs, "cite_as", CroissantValues.Text)?.Text is { Length: > 0 };
        bool hasDate = Day(node, Schema("datePublished"), "date_published");
        Day(node, Schema("dateCreated"), "date_created");
        Day(node, Schema("dateModified"), "date_modified");
        _values.One(node, Schema("description"), "description", CroissantValues.Text);
        bool hasLicense = _values.Many(node, Schema("license"), "license", Schema("CreativeWork"),
            CroissantValues.Text, CroissantValues.Url).Count > 0;
        _values.Many(node, Schema("keywords"), "keywords", Schema("DefinedTerm"), CroissantValues.Text,
            CroissantValues.Url);
        _values.Many(node, Schema("inLanguage"), "in_language", Schema("Language"), CroissantValues.Text);
        _values.Many(node, Schema("sameAs"), "same_as", CroissantValues.Url);
        _values.Many(node, Schema("sdLicense"), "sd_licence", Schema("CreativeWork"), CroissantValues.Text,
            CroissantValues.Url);
        _values.One(node, Schema("url"), "url", CroissantValues.Url);
        foreach (string role in new[] { "creator", "publisher" })
        {
            _ = _values.Nodes(node, Schema(role), role == "creator" ? "creators" : role, Schema("Organization"),
                Schema("Person")).Count();
        }

        foreach (string property in RaiMany)
        {
            _values.Many(node, CroissantNames.Rai + property, property, CroissantValues.Text);
        }

        bool hasVersion = Version(node, dataset);
        Recommended(hasCitation, _names.CiteAs);
        Recommended(hasDate, Schema("datePublished"));
        Recommended(hasLicense, Schema("license"));
        Recommended(hasVersion, Schema("version"));

        void Recommended(bool exists, string address)
        {
            if (!exists)
            {
                _issues.Warning($"[{dataset.Path}] Property \"{address}\" is recommended, but does not exist.",
                    node.Path);
            }
        }
    }

    private bool Version(JsonLdNode node, DatasetNode dataset)
    {
        if (_values.One(node, Schema("version"), "version", CroissantValues.Integer, CroissantValues.Number,
            CroissantValues.Text) is not { } version)
        {
            return false;
        }

        if (version.Text is string text && !VersionNumber().IsMatch(text))
        {
            _issues.Warning(
                $"[{dataset.Path}] WarningException(\"Version doesn't follow MAJOR.MINOR.PATCH: {text}. For more "
                    + $"information refer to: "
                + "https://semver.org/spec/v2.0.0.html\")",
                version.Path);
        }

        return version.Text is not "";
    }

    private bool Day(JsonLdNode node, string property, string name)
    {
        if (_values.One(node, property, name, CroissantValues.Date,
            CroissantValues.DateTime) is not { Text: string text } value)
        {
            return false;
        }

        if (!IsoDate.IsValid(text))
        {
            _issues.Error(
                $"Dates or DateTimes should follow the [ISO 8601 format](https://en.wikipedia.org/wiki/ISO_8601). Got "
                    + $"{text}", value.Path);
            return false;
        }

        return true;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9\-_.]+\n?$")]
    private static partial Regex PlainName();

    [GeneratedRegex(
        @"^(0|[1-9]\d*)(\.(0|[1-9]\d*)(\.(0|[1-9]\d*)(-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(?:0|[1-9]\d*|"
            + @"\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
        + @"(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?)?)?$")]
    private static partial Regex VersionNumber();
}
