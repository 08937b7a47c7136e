using System.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The perturbation of sharpness-aware minimization.</summary>
/// <remarks>Sources: Foret et al., ICLR 2021, eq. 2 (e = ρ g/‖g‖); Kwon et al., ICML 2021, eq. 4 (e = ρ w²g/‖w
/// g‖).</remarks>
internal static class Sharpness
{
    internal static void Perturb<T>(T[][] parameters, T[][] gradients, double rho, bool isAdaptive)
        where T : INumberBase<T>
    {
        double sum = 0;
        for (int k = 0; k < parameters.Length; k++)
        {
            for (int i = 0; i < parameters[k].Length; i++)
            {
                double g = double.CreateChecked(gradients[k][i]);
                double scaled = isAdaptive ? double.CreateChecked(parameters[k][i]) * g : g;
                sum += scaled * scaled;
            }
        }

        double scale = sum > 0 ? rho / Math.Sqrt(sum) : 0;
        for (int k = 0; k < parameters.Length; k++)
        {
            for (int i = 0; i < parameters[k].Length; i++)
            {
                double w = double.CreateChecked(parameters[k][i]);
                double g = double.CreateChecked(gradients[k][i]);
                parameters[k][i] = T.CreateChecked(w + (scale * (isAdaptive ? w * w : 1) * g));
            }
        }
    }
}
