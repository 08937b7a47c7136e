using Isonomia.Catalogs;

namespace Isonomia.Imaging;

/// <summary>A kind of step between a picture and a model's input, by name and version.</summary>
/// <remarks>A change of the numbers a kind gives is a new version; the old text then stays readable or is refused, and
/// never silently means something else. Each kind gives the same bytes on every machine and for any number of
/// threads.</remarks>
/// <param name="Id">The name in a pipeline's text.</param>
/// <param name="Version">The version, at least 1.</param>
/// <param name="Usage">How it is written, for example <c>center_crop(SIZE)</c>.</param>
/// <param name="Summary">What it does, one sentence.</param>
/// <param name="Source">The definition or program it follows.</param>
public sealed partial record ImageTransform(
    string Id, int Version, string Usage, string Summary, Citation Source) : ICatalogEntry
{
    /// <summary>All kinds.</summary>
    public static Catalog<ImageTransform> All => field ??= Catalog.Of<ImageTransform>();

    /// <summary>Turns the arguments of a step into what it does; throws <see cref="TransformException"/> where they are
    /// wrong.</summary>
    public required Func<TransformArguments, TransformAction> Bind { get; init; }
}
