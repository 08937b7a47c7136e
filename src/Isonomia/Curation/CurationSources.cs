using Isonomia.Catalogs;

namespace Isonomia.Curation;

/// <summary>Where the rules of the steps come from.</summary>
internal static class CurationSources
{
    internal static Citation SemDeDup { get; } = new(
        "Abbas, Tirumala, Simig, Ganguli and Morcos, SemDeDup, 2023, section 3", "https://arxiv.org/abs/2303.09540");

    internal static Citation HierarchicalKMeans { get; } = new(
        "Vo et al., Automatic data curation for self-supervised learning: a clustering-based approach, 2024",
        "https://arxiv.org/abs/2405.15613");

    internal static Citation MetaClip { get; } = new(
        "Xu et al., Demystifying CLIP data, ICLR 2024, algorithm 1", "https://arxiv.org/abs/2309.16671");

    internal static Citation Hashes { get; } = new(
        "Zauner, Implementation and benchmarking of perceptual image hash functions, 2010; Isonomia curation "
            + "specification, §2");

    internal static Citation ReducibleLoss { get; } = new(
        "Mindermann et al., Prioritized training on points that are learnable, worth learning, and not yet learnt, "
            + "ICML 2022",
        "https://arxiv.org/abs/2206.07137");

    internal static Citation JointExamples { get; } = new(
        "Evans et al., Data curation via joint example selection further accelerates multimodal learning, 2024",
        "https://arxiv.org/abs/2406.17711");

    internal static Citation Raking { get; } = new(
        "Deming and Stephan, Annals of Mathematical Statistics 11(4), 1940 (iterative proportional fitting)",
        "https://doi.org/10.1214/aoms/1177731829");

    internal static Citation ConfidentLearning { get; } = new(
        "Northcutt, Jiang and Chuang, Journal of Artificial Intelligence Research 70, 2021",
            "https://arxiv.org/abs/1911.00068");

    internal static Citation Withdrawal { get; } = new("Isonomia governance specification, §6; GDPR, article 7(3)");

    /// <summary>A rule of our own, defined in the specification.</summary>
    internal static Citation Own(string section) => new($"Isonomia curation specification, {section}");
}
