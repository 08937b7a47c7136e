using System.Globalization;
using System.Text;

namespace Isonomia.EndToEnd;

/// <summary>Predictions with a known disparity: the classes of group F stand closer together than those of group
/// M.</summary>
internal static class SyntheticPredictions
{
    internal static string Csv(int rows = 4000, double separationOfF = 0.4, int seed = 7)
    {
        ulong state = (ulong)seed;
        StringBuilder text = new("id,patient,label,score,sex,age,split\n");
        for (int i = 0; i < rows; i++)
        {
            bool isF = Uniform(ref state) < 0.5;
            int label = Uniform(ref state) < 0.35 ? 1 : 0;
            double shift = label * (isF ? separationOfF : 1.8);
            double logit = shift - 0.9 + Normal(ref state);
            string sex = i % 49 == 0 ? string.Empty : isF ? "F" : "M";
            int age = 20 + (int)(Uniform(ref state) * 70);
            text.Append(
                CultureInfo.InvariantCulture, $"r{i},p{i / 2},{label},{1 / (1 + Math.Exp(-logit)):R},{sex},{age},");
            text.Append(i / 2 % 5 == 0 ? "val\n" : "test\n");
        }

        return text.ToString();
    }

    private static double Uniform(ref ulong state)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    private static double Normal(ref ulong state)
    {
        double sum = 0;
        for (int k = 0; k < 12; k++)
        {
            sum += Uniform(ref state);
        }

        return sum - 6;
    }
}
