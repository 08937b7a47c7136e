using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Three bands in the order blue, green, red.</summary>
    public static ImageTransform Bgr { get; } = new(
        "bgr",
        1,
        "bgr",
        "Makes three bands in reversed order, for models trained on OpenCV's pictures; every step after it sees them "
            + "so.",
        new Citation("By definition"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 0);
            return new TransformAction([], image => ThreeBands(image, isReversed: true));
        },
    };
}
