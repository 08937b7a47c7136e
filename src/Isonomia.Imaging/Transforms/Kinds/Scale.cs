using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Maps black and white to two numbers.</summary>
    public static ImageTransform Scale { get; } = new(
        "scale",
        1,
        "scale(BLACK, WHITE)",
        "Gives floats from BLACK to WHITE: sample / white level × (WHITE − BLACK) + BLACK.",
        new Citation("scale(0,1) is torchvision 0.14 transforms.functional.to_tensor; the rest by definition"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 2);
            float low = (float)arguments.Number(0, "BLACK");
            float high = (float)arguments.Number(1, "WHITE");
            return new TransformAction([TransformArguments.Text(low), TransformArguments.Text(high)], image =>
            {
                float[] floats = image.ToFloats();
                float range = high - low;
                for (int i = 0; i < floats.Length; i++)
                {
                    float part = floats[i] / image.FullScale;
                    floats[i] = low == 0 && range == 1 ? part : (part * range) + low;
                }

                return new Image(image.Width, image.Height, image.BandCount, floats);
            });
        },
    };
}
