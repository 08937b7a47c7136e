using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>The papers and programs behind the multiclass, regression, segmentation, selection and diversity
/// definitions.</summary>
internal static class TaskSources
{
    internal static readonly Citation BlandAltman = new(
        "Bland and Altman, Statistical methods for assessing agreement between two methods of clinical measurement, "
            + "Lancet 327 (1986), 307–310",
        "https://doi.org/10.1016/S0140-6736(86)90837-8");

    internal static readonly Citation Pearson = new(
        "Pearson, Note on regression and inheritance in the case of two parents, Proceedings of the Royal Society of "
            + "London 58 (1895), 240–242",
        "https://doi.org/10.1098/rspl.1895.0041");

    internal static readonly Citation Lin = new(
        "Lin, A concordance correlation coefficient to evaluate reproducibility, Biometrics 45 (1989), 255–268",
        "https://doi.org/10.2307/2532051");

    internal static readonly Citation HyndmanFan = new(
        "Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), 361–365",
        "https://doi.org/10.2307/2684934");

    internal static readonly Citation CohenWeighted = new(
        "Cohen, Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit, "
            + "Psychological Bulletin 70 (1968), 213–220",
        "https://doi.org/10.1037/h0026256");

    internal static readonly Citation Gorodkin = new(
        "Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, Computational Biology "
            + "and Chemistry 28 (2004), 367–374",
        "https://doi.org/10.1016/j.compbiolchem.2004.09.006");

    internal static readonly Citation HandTill = new(
        "Hand and Till, A simple generalisation of the area under the ROC curve for multiple class classification "
            + "problems, Machine Learning 45 (2001), 171–186",
        "https://doi.org/10.1023/A:1010920819831");

    internal static readonly Citation Kull = new(
        "Kull et al., Beyond temperature scaling: Obtaining well-calibrated multi-class probabilities with Dirichlet "
            + "calibration, NeurIPS 2019 (classwise calibration error)",
        "https://arxiv.org/abs/1910.12656");

    internal static readonly Citation Dice = new(
        "Dice, Measures of the amount of ecologic association between species, Ecology 26 (1945), 297–302",
        "https://doi.org/10.2307/1932409");

    internal static readonly Citation Jaccard = new(
        "Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11 (1912), 37–50",
        "https://doi.org/10.1111/j.1469-8137.1912.tb05611.x");

    internal static readonly Citation TahaHanbury = new(
        "Taha and Hanbury, Metrics for evaluating 3D medical image segmentation: analysis, selection, and tool, BMC "
            + "Medical Imaging 15 (2015), 29",
        "https://doi.org/10.1186/s12880-015-0068-x");

    internal static readonly Citation Huttenlocher = new(
        "Huttenlocher, Klanderman and Rucklidge, Comparing images using the Hausdorff distance, IEEE Transactions on "
            + "Pattern Analysis and Machine Intelligence 15 (1993), 850–863",
        "https://doi.org/10.1109/34.232073");

    internal static readonly Citation Monai = new(
        "Cardoso et al., MONAI: An open-source framework for deep learning in healthcare, 2022; code at d388d1c",
        "https://arxiv.org/abs/2211.02701");

    internal static readonly Citation Medpy = new(
        "medpy library, metric.binary (hd95, assd)",
        "https://github.com/loli/medpy");

    internal static readonly Citation Nikolov = new(
        "Nikolov et al., Clinically applicable segmentation of head and neck anatomy for radiotherapy, Journal of "
            + "Medical Internet Research 23 (2021), e26151",
        "https://arxiv.org/abs/1809.04430");

    internal static readonly Citation MetricsReloaded = new(
        "Maier-Hein et al., Metrics reloaded: recommendations for image analysis validation, Nature Methods 21 (2024), "
            + "195–212",
        "https://doi.org/10.1038/s41592-023-02151-z");

    internal static readonly Citation Martinez = new(
        "Martinez, Bertran and Sapiro, Minimax Pareto fairness: A multi objective perspective, ICML 2020",
        "https://arxiv.org/abs/2011.01821");

    internal static readonly Citation Diana = new(
        "Diana et al., Minimax group fairness: algorithms and experiments, AIES 2021",
        "https://arxiv.org/abs/2011.03108");

    internal static readonly Citation Han = new(
        "Han et al., FairLib: a unified framework for assessing and improving fairness, EMNLP 2022 (distance to the "
            + "optimum)",
        "https://arxiv.org/abs/2205.01876");

    internal static readonly Citation Shannon = new(
        "Shannon, A mathematical theory of communication, Bell System Technical Journal 27 (1948), 379–423",
        "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x");

    internal static readonly Citation Pielou = new(
        "Pielou, The measurement of diversity in different types of biological collections, Journal of Theoretical "
            + "Biology 13 (1966), 131–144",
        "https://doi.org/10.1016/0022-5193(66)90013-0");

    internal static readonly Citation Simpson = new(
        "Simpson, Measurement of diversity, Nature 163 (1949), 688",
        "https://doi.org/10.1038/163688a0");

    internal static readonly Citation Hill = new(
        "Hill, Diversity and evenness: A unifying notation and its consequences, Ecology 54 (1973), 427–432",
        "https://doi.org/10.2307/1934352");

    internal static readonly Citation BergerParker = new(
        "Berger and Parker, Diversity of planktonic foraminifera in deep-sea sediments, Science 168 (1970), 1345–1347",
        "https://doi.org/10.1126/science.168.3937.1345");

    internal static readonly Citation KullbackLeibler = new(
        "Kullback and Leibler, On information and sufficiency, Annals of Mathematical Statistics 22 (1951), 79–86",
        "https://doi.org/10.1214/aoms/1177729694");

    internal static readonly Citation Levin = new(
        "Levin, Peres and Wilmer, Markov Chains and Mixing Times, 2009 (total variation)");

    internal static readonly Citation Theil = new(
        "Theil, Economics and Information Theory, 1967");

    internal static readonly Citation Atkinson = new(
        "Atkinson, On the measurement of inequality, Journal of Economic Theory 2 (1970), 244–263",
        "https://doi.org/10.1016/0022-0531(70)90039-6");

    internal static readonly Citation Chao = new(
        "Chao, Species estimation and applications, Encyclopedia of Statistical Sciences, 2nd edition, 2005");

    internal static readonly Citation Buda = new(
        "Buda, Maki and Mazurowski, A systematic study of the class imbalance problem in convolutional neural "
            + "networks, Neural Networks 106 (2018), 249–259",
        "https://doi.org/10.1016/j.neunet.2018.07.011");
}
