namespace Isonomia.Adaptation;

/// <summary>A point of a trade-off curve and the threshold it belongs to.</summary>
internal readonly record struct HullPoint(double X, double Y, double Threshold);

/// <summary>The upper convex hull of points in the plane.</summary>
internal static class UpperHull
{
    internal static HullPoint[] Of(IEnumerable<HullPoint> points)
    {
        List<HullPoint> hull = [];
        foreach (HullPoint point in points.GroupBy(point => point.X).OrderBy(group => group.Key)
            .Select(group => group.MaxBy(point => point.Y)))
        {
            while (hull.Count >= 2 && (hull[^1].Y - hull[^2].Y) * (point.X - hull[^2].X)
                <= (point.Y - hull[^2].Y) * (hull[^1].X - hull[^2].X))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        return [.. hull];
    }

    /// <summary>The two corners around x, and the share of the left one.</summary>
    internal static (HullPoint Left, HullPoint Right, double LeftShare) Between(HullPoint[] hull, double x)
    {
        int right = Array.FindIndex(hull, point => point.X >= x);
        if (right <= 0)
        {
            HullPoint only = right == 0 ? hull[0] : hull[^1];
            return (only, only, 1);
        }

        (HullPoint a, HullPoint b) = (hull[right - 1], hull[right]);
        return (a, b, (b.X - x) / (b.X - a.X));
    }

    internal static HullPoint At(HullPoint[] hull, double x)
    {
        (HullPoint a, HullPoint b, double share) = Between(hull, x);
        return new HullPoint(x, (share * a.Y) + ((1 - share) * b.Y), double.NaN);
    }
}
