namespace Isonomia.Documentation;

/// <summary>The addresses of Croissant's vocabulary, which changed with the version.</summary>
internal sealed class CroissantNames
{
    internal const string Schema = "https://schema.org/";
    internal const string ConformsTo = "http://purl.org/dc/terms/conformsTo";
    internal const string Rai = "http://mlcommons.org/croissant/RAI/";
    internal const string Croissant = "http://mlcommons.org/croissant/";
    internal const string Old = "http://mlcommons.org/schema/";

    internal CroissantNames(CroissantVersion version)
    {
        IsOld = version == CroissantVersion.V08;
        Space = IsOld ? Old : Croissant;
    }

    internal static IReadOnlyDictionary<string, CroissantVersion> Versions { get; } = new Dictionary<string,
        CroissantVersion>(StringComparer.Ordinal)
    {
        ["http://mlcommons.org/croissant/0.8"] = CroissantVersion.V08,
        ["http://mlcommons.org/croissant/1.0"] = CroissantVersion.V10,
        ["http://mlcommons.org/croissant/1.1"] = CroissantVersion.V11,
    };

    internal bool IsOld { get; }

    internal string Space { get; }

    internal string FileObject => (IsOld ? Schema : Croissant) + "FileObject";

    internal string FileSet => (IsOld ? Schema : Croissant) + "FileSet";

    internal string CiteAs => IsOld ? Schema + "citation" : Croissant + "citeAs";

    internal string Md5 => (IsOld ? Schema : Croissant) + "md5";

    internal string Of(string term) => Space + term;
}
