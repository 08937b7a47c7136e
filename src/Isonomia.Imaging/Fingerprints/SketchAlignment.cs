namespace Isonomia.Imaging;

/// <summary>Moves a window of one sketch until its gradients correlate best with those of a whole other sketch.</summary>
internal sealed class SketchAlignment
{
    private const int Grid = 24;
    private const float SmallestSide = PictureSketch.Side * 0.5f;
    private const double Gain = 1e-4;

    // What is not at least this similar after the first, coarse steps, does not become a match.
    private const double HopelessBelow = 0.6;

    private static readonly float[] Steps = [3, 1.5f, 0.75f, 0.4f];

    private static readonly (int Left, int Top, int Right, int Bottom)[] Moves =
        [(1, 0, 1, 0), (0, 1, 0, 1), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, -1, -1)];

    private readonly float[] _corners = new float[2 * (Grid + 1)];
    private readonly float[] _grid = new float[Grid * Grid];
    private readonly float[] _target = new float[2 * Grid * Grid];
    private readonly float[] _gradients = new float[2 * Grid * Grid];

    /// <summary>Aligns.</summary>
    /// <param name="whole">Sums of the sketch in which the window moves.</param>
    /// <param name="start">Where the window starts.</param>
    /// <param name="part">Sums of the other sketch, turned.</param>
    /// <returns>The signed correlation (negative: inverted) and the window.</returns>
    internal (double Similarity, SketchWindow Window) Align(float[] whole, SketchWindow start, float[] part)
    {
        SketchWindow.Whole.Sample(part, Grid, _corners, _grid);
        if (!Gradients(_target))
        {
            return (0, start);
        }

        SketchWindow best = start;
        double similarity = Similarity(whole, start);
        foreach (float step in Steps)
        {
            for (int round = 0; round < 3; round++)
            {
                bool improved = false;
                foreach ((int left, int top, int right, int bottom) in Moves)
                {
                    for (float signed = step; signed >= -step; signed -= 2 * step)
                    {
                        SketchWindow moved = new(
                            best.Left + (left * signed), best.Top + (top * signed),
                            best.Right + (right * signed), best.Bottom + (bottom * signed));
                        if (moved.Left < 0 || moved.Top < 0 || moved.Right > PictureSketch.Side
                            || moved.Bottom > PictureSketch.Side || moved.Right - moved.Left < SmallestSide
                            || moved.Bottom - moved.Top < SmallestSide)
                        {
                            continue;
                        }

                        double value = Similarity(whole, moved);
                        if (Math.Abs(value) > Math.Abs(similarity) + Gain)
                        {
                            (similarity, best, improved) = (value, moved, true);
                        }
                    }
                }

                if (!improved)
                {
                    break;
                }
            }

            if (Math.Abs(similarity) < HopelessBelow)
            {
                break;
            }
        }

        return (similarity, best);
    }

    private double Similarity(float[] whole, SketchWindow window)
    {
        window.Sample(whole, Grid, _corners, _grid);
        return Gradients(_gradients) ? System.Numerics.Tensors.TensorPrimitives.Dot(_gradients, _target) : 0;
    }

    /// <summary>Differences to the right and to below, scaled to unit length; false where the grid is flat.</summary>
    private bool Gradients(float[] gradients)
    {
        for (int y = 0; y < Grid; y++)
        {
            for (int x = 0; x < Grid; x++)
            {
                int at = (y * Grid) + x;
                gradients[at] = x + 1 < Grid ? _grid[at + 1] - _grid[at] : 0;
                gradients[(Grid * Grid) + at] = y + 1 < Grid ? _grid[at + Grid] - _grid[at] : 0;
            }
        }

        float norm = System.Numerics.Tensors.TensorPrimitives.Norm(gradients);
        if (!(norm > 1e-3f))
        {
            return false;
        }

        System.Numerics.Tensors.TensorPrimitives.Multiply(gradients, 1 / norm, gradients);
        return true;
    }
}
