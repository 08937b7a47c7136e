using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>The papers and programs that several definitions share.</summary>
internal static class FairnessSources
{
    internal static readonly Citation ScikitLearn = new(
        "Pedregosa et al., Scikit-learn: Machine Learning in Python, JMLR 12 (2011), 2825–2830; release 1.2.1",
        "https://scikit-learn.org");

    internal static readonly Citation Fawcett = new(
        "Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27 (2006), 861–874",
        "https://doi.org/10.1016/j.patrec.2005.10.010");

    internal static readonly Citation HanleyMcNeil = new(
        "Hanley and McNeil, The meaning and use of the area under a receiver operating characteristic (ROC) curve, "
            + "Radiology 143 (1982), 29–36",
        "https://doi.org/10.1148/radiology.143.1.7063747");

    internal static readonly Citation Brier = new(
        "Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), 1–3",
        "https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2");

    internal static readonly Citation Naeini = new(
        "Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015");

    internal static readonly Citation Guo = new(
        "Guo, Pleiss, Sun and Weinberger, On calibration of modern neural networks, ICML 2017",
        "https://proceedings.mlr.press/v70/guo17a.html");

    internal static readonly Citation Kumar = new(
        "Kumar, Liang and Ma, Verified uncertainty calibration, NeurIPS 2019");

    internal static readonly Citation Cox = new(
        "Cox, Two further applications of a model for binary regression, Biometrika 45 (1958), 562–565",
        "https://doi.org/10.1093/biomet/45.3-4.562");

    internal static readonly Citation VanCalster = new(
        "Van Calster et al., Calibration: the Achilles heel of predictive analytics, BMC Medicine 17 (2019), 230",
        "https://doi.org/10.1186/s12916-019-1466-7");

    internal static readonly Citation Murphy = new(
        "Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12 (1973), 595–600");

    internal static readonly Citation Kleinberg = new(
        "Kleinberg, Mullainathan and Raghavan, Inherent trade-offs in the fair determination of risk scores, ITCS 2017",
        "https://arxiv.org/abs/1609.05807");

    internal static readonly Citation SeyyedKalantari = new(
        "Seyyed-Kalantari et al., Underdiagnosis bias of artificial intelligence algorithms applied to chest "
            + "radiographs in under-served patient populations, Nature Medicine 27 (2021), 2176–2182",
        "https://doi.org/10.1038/s41591-021-01595-0");

    internal static readonly Citation Fairlearn = new(
        "Weerts et al., Fairlearn: Assessing and Improving Fairness of AI Systems, JMLR 24 (2023); release 0.15.0.dev0",
        "https://fairlearn.org");

    internal static readonly Citation FairMedFm = new(
        "Jin et al., FairMedFM: Fairness Benchmarking for Medical Imaging Foundation Models, NeurIPS 2024 Datasets and "
            + "Benchmarks; code at ac062df",
        "https://arxiv.org/abs/2407.00983");

    internal static readonly Citation Medfair = new(
        "Zong, Yang and Hospedales, MEDFAIR: Benchmarking Fairness for Medical Imaging, ICLR 2023",
        "https://arxiv.org/abs/2210.01725");

    internal static readonly Citation Aif360 = new(
        "Bellamy et al., AI Fairness 360: An extensible toolkit for detecting and mitigating algorithmic bias, IBM "
            + "Journal of Research and Development 63 (2019); code at 3487791",
        "https://arxiv.org/abs/1810.01943");

    internal static readonly Citation HolisticAi = new(
        "holisticai library, code at 96b084f", "https://github.com/holistic-ai/holisticai");

    internal static readonly Citation Aequitas = new(
        "Saleiro et al., Aequitas: A Bias and Fairness Audit Toolkit, 2018", "https://arxiv.org/abs/1811.05577");

    internal static readonly Citation Zhang = new(
        "Zhang et al., Improving the Fairness of Chest X-ray Classifiers, CHIL 2022 (CXR_Fairness)",
        "https://arxiv.org/abs/2203.12609");

    internal static readonly Citation Yang = new(
        "Yang, Zhang, Katabi and Ghassemi, Change is Hard: A Closer Look at Subpopulation Shift, ICML 2023 "
            + "(SubpopBench)",
        "https://arxiv.org/abs/2302.12254");

    internal static readonly Citation Hardt = new(
        "Hardt, Price and Srebro, Equality of opportunity in supervised learning, NeurIPS 2016",
        "https://arxiv.org/abs/1610.02413");

    internal static readonly Citation Chouldechova = new(
        "Chouldechova, Fair prediction with disparate impact: A study of bias in recidivism prediction instruments, "
            + "Big Data 5 (2017), 153–163",
        "https://doi.org/10.1089/big.2016.0047");

    internal static readonly Citation Youden = new(
        "Youden, Index for rating diagnostic tests, Cancer 3 (1950), 32–35",
        "https://doi.org/10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3");

    internal static readonly Citation Matthews = new(
        "Matthews, Comparison of the predicted and observed secondary structure of T4 phage lysozyme, Biochimica et "
            + "Biophysica Acta 405 (1975), 442–451",
        "https://doi.org/10.1016/0005-2795(75)90109-9");

    internal static readonly Citation Deeks = new(
        "Deeks and Altman, Diagnostic tests 4: likelihood ratios, BMJ 329 (2004), 168–169",
        "https://doi.org/10.1136/bmj.329.7458.168");

    internal static readonly Citation Berk = new(
        "Berk, Heidari, Jabbari, Kearns and Roth, Fairness in criminal justice risk assessments: The state of the art, "
            + "Sociological Methods and Research 50 (2021), 3–44 (treatment equality)",
        "https://arxiv.org/abs/1703.09207");

    internal static readonly Citation Cohen = new(
        "Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), "
            + "37–46",
        "https://doi.org/10.1177/001316446002000104");

    internal static readonly Citation VanRijsbergen = new(
        "Van Rijsbergen, Information Retrieval, 2nd edition, 1979, chapter 7");

    internal static readonly Citation Elkan = new(
        "Elkan, The foundations of cost-sensitive learning, IJCAI 2001, 973–978");

    internal static readonly Citation Vickers = new(
        "Vickers and Elkin, Decision curve analysis: A novel method for evaluating prediction models, Medical Decision "
            + "Making 26 (2006), 565–574",
        "https://doi.org/10.1177/0272989X06295361");

    internal static readonly Citation McClish = new(
        "McClish, Analyzing a portion of the ROC curve, Medical Decision Making 9 (1989), 190–195",
        "https://doi.org/10.1177/0272989X8900900307");

    internal static readonly Citation Spiegelhalter = new(
        "Spiegelhalter, Probabilistic prediction in patient management and clinical trials, Statistics in Medicine 5 "
            + "(1986), 421–433",
        "https://doi.org/10.1002/sim.4780050506");

    internal static readonly Citation HosmerLemeshow = new(
        "Hosmer and Lemeshow, Goodness of fit tests for the multiple logistic regression model, Communications in "
            + "Statistics 9 (1980), 1043–1069",
        "https://doi.org/10.1080/03610928008827941");

    internal static readonly Citation Kallus = new(
        "Kallus and Zhou, The fairness of risk scores beyond classification: bipartite ranking and the xAUC metric, "
            + "NeurIPS 2019",
        "https://arxiv.org/abs/1902.05826");

    internal static readonly Citation Gardner = new(
        "Gardner, Brooks and Baker, Evaluating the fairness of predictive student models through slicing analysis, LAK "
            + "2019",
        "https://doi.org/10.1145/3303772.3303791");

    internal static readonly Citation Foulds = new(
        "Foulds, Islam, Keya and Pan, An intersectional definition of fairness, ICDE 2020, 1918–1921",
        "https://arxiv.org/abs/1807.08362");

    internal static readonly Citation Wachter = new(
        "Wachter, Mittelstadt and Russell, Why fairness cannot be automated: Bridging the gap between EU "
            + "non-discrimination law and AI, Computer Law and Security Review 41 (2021), 105567",
        "https://doi.org/10.1016/j.clsr.2021.105567");

    internal static readonly Citation Luo = new(
        "Luo et al., FairCLIP: Harnessing Fairness in Vision-Language Learning, CVPR 2024 (equity-scaled metrics)",
        "https://arxiv.org/abs/2403.19949");

    internal static readonly Citation Tian = new(
        "Tian et al., FairSeg: A Large-Scale Medical Image Segmentation Dataset for Fairness Learning Using Segment "
            + "Anything Model with Fair Error-Bound Scaling, ICLR 2024",
        "https://arxiv.org/abs/2311.02189");

    internal static readonly Citation Glocker = new(
        "Glocker et al., Algorithmic encoding of protected characteristics in chest X-ray disease detection models, "
            + "eBioMedicine 89 (2023), 104467",
        "https://doi.org/10.1016/j.ebiom.2023.104467");

    internal static readonly Citation CheXclusion = new(
        "Seyyed-Kalantari, Liu, McDermott, Chen and Ghassemi, CheXclusion: Fairness gaps in deep chest X-ray "
            + "classifiers, PSB 2021",
        "https://arxiv.org/abs/2003.00827");

    internal static readonly Citation Gini = new(
        "Gini, Variabilità e mutabilità, 1912; formulas of Dorfman, Review of Economics and Statistics 61 (1979), "
            + "146–149, and, for samples, Dixon et al., Ecology 68 (1987), 1548–1551");

    internal static readonly Citation Eeoc = new(
        "Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (1978): the four-fifths rule");
}
