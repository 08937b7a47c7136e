#!/usr/bin/env python3
"""Writes the golden cases of threshold policies, parity presets and pairwise metrics.

The numbers come from outside the library: from formulas of released code worked here in plain numpy (no code copied),
from scikit-learn 1.2.1 and scipy 1.10.1 (Debian 12), and from outputs that a tool's authors printed. Run it with
Debian's /usr/bin/python3 in this folder; it writes Thresholds/, Presets/ and Pairwise/.

The cases "output of ..." are runs of the programs themselves (fairlearn, AIF360, FairMedFM, holisticai). They are read from the
folder with the reference outputs where it is named as the argument, and kept as they are where it is not.
"""
import json
import os
import sys
import warnings

import numpy as np
from scipy.interpolate import interp1d
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    average_precision_score, brier_score_loss, log_loss, precision_recall_curve, roc_auc_score, roc_curve)

warnings.filterwarnings("ignore")
PLAIN = "plain numpy 1.24.2, every candidate tried"
WHY = "a few roundings in double"

# Three groups, ties within and between them, a class balance that differs.
LABEL = [1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0]
SCORE = [.82, .35, .61, .35, .12, .48, .55, .07, .91, .44, .44, .23, .67, .71, .15, .38, .52, .88, .29, .29, .63, .76, .41, .09]
GROUP = list("AAAAAAAAA" "BBBBBBBB" "CCCCCCC")
y, s, g = np.array(LABEL), np.array(SCORE), np.array(GROUP)


def write(folder, name, cases):
    os.makedirs(folder, exist_ok=True)
    path = f"{folder}/{name}.json"
    if os.path.exists(path) and len(sys.argv) < 2:
        with open(path, encoding="utf-8") as file:
            cases = cases + [old for old in json.load(file) if old["source"].startswith("output of")]
    with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n")


def case(source, input_, value=None, undefined=None, tolerance=1e-12, why=WHY):
    made = {"source": source, "tolerance": 0 if undefined else tolerance,
            "why": "an undefined value has no error" if undefined else why, "input": input_}
    made["undefined" if undefined else "value"] = undefined or float(value)
    return made


# ---- Threshold policies -----------------------------------------------------------------------------------------

def counts(t, labels=y, scores=s):
    chosen = scores >= t
    return (int((chosen & (labels == 1)).sum()), int((chosen & (labels == 0)).sum()),
            int((~chosen & (labels == 1)).sum()), int((~chosen & (labels == 0)).sum()))


def best(value, labels=y, scores=s):
    """The smallest candidate whose value is the largest, within 1e-12."""
    candidates = np.unique(scores)
    values = [value(*counts(t, labels, scores)) for t in candidates]
    return next(t for t, v in zip(candidates, values) if v >= max(values) - 1e-12)


def first(condition, order=1):
    return next(t for t in np.unique(s)[::order] if condition(*counts(t)))


def f1(tp, fp, fn, tn):
    return 2 * tp / (2 * tp + fp + fn)


def youden(tp, fp, fn, tn):
    return tp / (tp + fn) + tn / (tn + fp) - 1


def fairmedfm():
    """The first maximum of the smoothed F1 over scikit-learn's precision-recall curve, ascending thresholds."""
    precision, recall, thresholds = precision_recall_curve(y, s)
    smoothed = 2 * precision[:-1] * recall[:-1] / (precision[:-1] + recall[:-1] + 1e-8)
    return thresholds[int(np.argmax(smoothed))]


rows = {"label": LABEL, "score": SCORE}
own = {"label": y[g == "B"].tolist(), "score": s[g == "B"].tolist()}
policies = {
    "fixed": [("fixed", 0.5, "by definition"), ("0.25", 0.25, "by definition")],
    "max_f1": [("max_f1", best(f1), PLAIN)],
    "max_f1@fairmedfm": [("max_f1@fairmedfm", fairmedfm(), "FairMedFM's rule over the curve of scikit-learn 1.2.1")],
    "youden": [("youden", best(youden), PLAIN)],
    "closest_topleft": [("closest_topleft", best(
        lambda tp, fp, fn, tn: -np.hypot(fn / (tp + fn), fp / (fp + tn))), PLAIN)],
    "max_accuracy": [("max_accuracy", best(lambda tp, fp, fn, tn: tp + tn), PLAIN)],
    "min_cost": [(f"min_cost({a},{b})", best(lambda tp, fp, fn, tn: -(a * fn + b * fp)), PLAIN)
                 for a, b in [(1, 1), (5, 1), (1, 5)]],
    "specificity_at_least": [(f"specificity_at_least({q})", first(
        lambda tp, fp, fn, tn: tn / (tn + fp) >= q - 1e-12), PLAIN) for q in [0.5, 0.8, 0.9]],
    "sensitivity_at_least": [(f"sensitivity_at_least({q})", first(
        lambda tp, fp, fn, tn: tp / (tp + fn) >= q - 1e-12, -1), PLAIN) for q in [0.5, 0.8, 0.9]],
    "overall_fpr_at_most": [(f"overall_fpr_at_most({q})", first(
        lambda tp, fp, fn, tn: fp / (fp + tn) <= q + 1e-12), PLAIN) for q in [0.1, 0.3]],
    "top_fraction": [(f"top_fraction({q})", np.sort(s)[::-1][int(np.floor(q * len(s) + 1e-12)) - 1],
                      "the floor(q n)-th largest score, plain numpy 1.24.2") for q in [0.1, 0.25, 0.5]],
    "per_group": [("per_group(youden)", best(youden, y[g == "B"], s[g == "B"]), PLAIN + ", rows of one group")],
}
hand = {"label": [0, 1, 0, 1], "score": [0.1, 0.3, 0.5, 0.7]}
by_hand = {  # threshold: (TPR, TNR) is 0.1: (1, 0), 0.3: (1, 1/2), 0.5: (1/2, 1/2), 0.7: (1/2, 1)
    "max_f1": ("max_f1", 0.3), "youden": ("youden", 0.3), "max_accuracy": ("max_accuracy", 0.3),
    "closest_topleft": ("closest_topleft", 0.3), "specificity_at_least": ("specificity_at_least(0.8)", 0.7),
    "sensitivity_at_least": ("sensitivity_at_least(0.8)", 0.3), "min_cost": ("min_cost(1,10)", 0.7),
    "overall_fpr_at_most": ("overall_fpr_at_most(0.1)", 0.7), "top_fraction": ("top_fraction(0.25)", 0.7),
    "per_group": ("per_group(max_f1)", 0.3), "max_f1@fairmedfm": ("max_f1@fairmedfm", 0.3),
}
nobody = {
    "max_f1": "no_positives", "max_f1@fairmedfm": "no_positives", "youden": "no_positives",
    "closest_topleft": "no_positives", "sensitivity_at_least": "no_positives", "top_fraction": "infeasible",
}
for name, found in policies.items():
    cases = [case(f"{source}: 24 rows, ties", {**(own if name == "per_group" else rows), "policy": text}, value,
                  tolerance=0, why="a threshold is one of the scores") for text, value, source in found]
    if name in by_hand:
        text, value = by_hand[name]
        cases.append(case("worked by hand: (TPR, TNR) at 0.1, 0.3, 0.5, 0.7 is (1, 0), (1, 1/2), (1/2, 1/2), (1/2, 1)",
                          {**hand, "policy": text}, value, tolerance=0, why="a threshold is one of the scores"))
    text = found[0][0]
    if name != "fixed":
        cases.append(case("by definition: no rows", {"label": [], "score": [], "policy": text}, undefined="empty_group"))
    if name in nobody:
        few = {"label": [0, 0, 0], "score": [0.2, 0.4, 0.6], "policy": text}
        cases.append(case("by definition: three negative rows", few, undefined=nobody[name]))
    write("Thresholds", name, cases)

# ---- Pairwise metrics -------------------------------------------------------------------------------------------

SKLEARN = "scikit-learn 1.2.1 roc_auc_score over the positives of the one side and the negatives of the other"


def xauc(positive, negative):
    return roc_auc_score(np.r_[np.ones(len(positive)), np.zeros(len(negative))], np.r_[positive, negative])


def curve(mask):
    fpr, tpr, _ = roc_curve(y[mask], s[mask], drop_intermediate=False)
    return fpr, tpr


def area_between(a, b):
    """The exact integral of |ROC_a - ROC_b|: both are linear between the abscissas of either, and cross once at most."""
    grid = np.unique(np.r_[a[0], b[0]])
    total = 0.0
    for low, high in zip(grid[:-1], grid[1:]):
        ends = []
        for x, side in ((low, "right"), (high, "left")):
            values = []
            for fpr, tpr in (a, b):
                if side == "right":
                    i = np.searchsorted(fpr, x, "right") - 1
                    j = min(i + 1, len(fpr) - 1)
                else:
                    j = np.searchsorted(fpr, x, "left")
                    i = max(j - 1, 0)
                width = fpr[j] - fpr[i]
                values.append(tpr[i] if width == 0 else tpr[i] + (x - fpr[i]) / width * (tpr[j] - tpr[i]))
            ends.append(values[0] - values[1])
        u, v = ends
        mean = abs(u + v) / 2 if u * v >= 0 else (u * u + v * v) / (2 * (abs(u) + abs(v)))
        total += mean * (high - low)
    return total


def recalibrated(mask, at):
    """scikit-learn's unpenalized logistic regression of the label on the logit of the score, read at other scores."""
    logit = np.log(s / (1 - s))
    model = LogisticRegression(penalty="none", solver="newton-cg", tol=1e-14, max_iter=100000)
    model.fit(logit[mask].reshape(-1, 1), y[mask])
    return model.predict_proba(logit[at].reshape(-1, 1))[:, 1]


groups = {"label": LABEL, "score": SCORE, "group": GROUP}
pos, neg = {k: s[(g == k) & (y == 1)] for k in "ABC"}, {k: s[(g == k) & (y == 0)] for k in "ABC"}
everyone = np.ones(len(y), bool)


def pair(a, b):
    return {**groups, "a": a, "b": b}


pairwise = {
    "xauc": [case(SKLEARN, pair(a, b), xauc(pos[a], neg[b])) for a, b in ["AB", "BA", "CA"]],
    "xauc_gap": [case(SKLEARN + ", difference", pair(a, b), xauc(pos[a], neg[b]) - xauc(pos[b], neg[a]))
                 for a, b in ["AB", "BC"]],
    "xauc@rest": [case(SKLEARN, pair(a, "(rest)"), xauc(pos[a], s[(g != a) & (y == 0)])) for a in "AB"],
    "xauc@marginal": [case(SKLEARN + " (the definition of CXR_Fairness, code at a8289c4)", pair(a, "(all)"),
                           xauc(pos[a], s[y == 0])) for a in "AC"],
    "abroca": [case("exact integral of scikit-learn 1.2.1 roc_curve polylines, plain numpy 1.24.2", pair(a, b),
                    area_between(curve(g == a), curve(g == b))) for a, b in ["AB", "AC", "BC"]],
    "ppr": [case("worked by hand: share of the rows with score >= 0.5", pair(a, "(all)"),
                 ((g == a) & (s >= 0.5)).sum() / (s >= 0.5).sum()) for a in "ABC"],
    "rce_logistic": [case("scikit-learn 1.2.1 LogisticRegression without penalty on the logit, mean over the group of the "
                          "distance to the curve of all rows", pair(a, "(all)"),
                          np.abs(recalibrated(g == a, g == a) - recalibrated(everyone, g == a)).mean(),
                          tolerance=1e-8, why="two solvers, each stopped by its own rule") for a in "AB"],
}
flat = {"label": [0, 0, 1, 0], "score": [0.1, 0.9, 0.2, 0.8], "group": ["A", "A", "B", "B"]}
without = {"xauc": ("A", "B", "no_positives"), "xauc_gap": ("A", "B", "no_positives"),
           "xauc@rest": ("A", "(rest)", "no_positives"), "xauc@marginal": ("A", "(all)", "no_positives"),
           "abroca": ("A", "B", "no_positives"), "rce_logistic": ("A", "(all)", "single_class")}
for name, (a, b, reason) in without.items():
    pairwise[name].append(case("by definition: group A has no positive label", {**flat, "a": a, "b": b}, undefined=reason))
low = {"label": [0, 1, 1, 0], "score": [0.1, 0.2, 0.2, 0.3], "group": ["A", "A", "B", "B"], "a": "A", "b": "(all)"}
pairwise["ppr"].append(case("by definition: nobody is selected", low, undefined="no_predicted_positives"))
for name, cases in pairwise.items():
    write("Pairwise", name, cases)

# ---- Presets ----------------------------------------------------------------------------------------------------

def output(name, **more):
    return {**groups, **more, "output": name}


def rate(part, whole):
    return part.sum() / whole.sum()


chosen = s >= 0.5
right = chosen == (y == 1)
accuracy = {k: right[g == k].mean() for k in "ABC"}
auc = {k: roc_auc_score(y[g == k], s[g == k]) for k in "ABC"}
auc_all = roc_auc_score(y, s)


def gap(values):
    return max(values) - min(values)


tpr = {k: rate(chosen & (y == 1) & (g == k), (y == 1) & (g == k)) for k in "ABC"}
fpr = {k: rate(chosen & (y == 0) & (g == k), (y == 0) & (g == k)) for k in "ABC"}
selected = {k: chosen[g == k].mean() for k in "ABC"}


def equity(overall, values):
    return overall / (1 + sum(abs(v - overall) for v in values))


HARVARD = "formula of the FairCLIP code (FairCLIP/src/modules.py at 628b4ac) in plain numpy 1.24.2"
write("Presets", "harvard", [
    case(f"{HARVARD}: {how}", output(name), value) for name, value, how in [
        ("acc", right.mean(), "share of right decisions at 0.5"),
        ("auc", auc_all, "area under roc_curve"),
        ("auc|B", auc["B"], "area under roc_curve of the group"),
        ("es_acc", equity(right.mean(), accuracy.values()), "overall / (1 + sum of distances), alpha = 1"),
        ("es_auc", equity(auc_all, auc.values()), "overall / (1 + sum of distances), alpha = 1"),
        ("std_disparity_auc", np.std(list(auc.values())) / auc_all, "np.std of the groups / overall"),
        ("max_disparity_auc", gap(auc.values()) / auc_all, "range of the groups / overall"),
        ("dpd", gap(selected.values()), "fairlearn's demographic parity difference"),
        ("eod", max(gap(tpr.values()), gap(fpr.values())), "fairlearn's equalized odds difference, worst case"),
    ]] + [case("by definition: one group", {"label": [1, 0], "score": [0.7, 0.2], "group": ["A", "A"],
                                            "output": "es_auc"}, undefined="single_group")])

SUBPOP = "formula of SubpopBench (subpopbench/utils/eval_helper.py at 524615d) in plain numpy 1.24.2"
cells = {(k, c): right[(g == k) & (y == c)].mean() for k in "ABC" for c in (0, 1)}
write("Presets", "subpopbench", [
    case(f"{SUBPOP}: {how}", output(name), value) for name, value, how in [
        ("overall_accuracy", right.mean(), "accuracy of all rows, score >= 0.5"),
        ("worst_group_accuracy", min(cells.values()), "min_group accuracy over the cells y, a"),
        ("adjusted_accuracy", np.mean(list(cells.values())), "mean over the cells y, a"),
        ("accuracy|y=1|B", cells["B", 1], "accuracy of one cell"),
        ("accuracy|y=0|C", cells["C", 0], "accuracy of one cell"),
    ]] + [case("by definition: no rows", {"label": [], "score": [], "group": [], "output": "worst_group_accuracy"},
               undefined="empty_group")])


def cut(mask, quantile):
    """pandas.cut and pandas.qcut: ten right-closed bins over the group's own range, or its own deciles."""
    p, t = s[mask], y[mask]
    if quantile:
        edges = np.quantile(p, np.linspace(0, 1, 11))
    else:
        edges = np.linspace(p.min(), p.max(), 11)
        edges[0] -= (p.max() - p.min()) * 0.001
    bins = np.clip(np.searchsorted(edges, p, "left"), 1, 10)
    return sum((bins == b).sum() / len(p) * abs(p[bins == b].mean() - t[bins == b].mean()) for b in np.unique(bins))


def sensitivity(mask, q):
    x, t, _ = roc_curve(y[mask], s[mask])
    return float(interp1d(1 - x, t)(q))


CORRECTED = ("sens_at_spec with the ROC polyline left of the next point from its upper end; interp1d, which the code calls, starts "
             "from the lower end of a vertical step")


def polyline(mask, q):
    x, t, _ = roc_curve(y[mask], s[mask], drop_intermediate=False)
    right = np.searchsorted(x, 1 - q - 1e-12, "left")
    left = np.searchsorted(x, x[right - 1], "right") - 1
    return t[left] + (1 - q - x[left]) / (x[right] - x[left]) * (t[right] - t[left])


def ace(mask, rmse):
    distance = recalibrated(mask, mask) - s[mask]
    return np.sqrt((distance ** 2).mean()) if rmse else np.abs(distance).mean()


CXR = "formula of CXR_Fairness (cxr_fairness/metrics.py at a8289c4)"
a, b, c = (g == "A"), (g == "B"), (g == "C")
cxr = [
    ("auc|overall", auc_all, "roc_auc_score", 1e-12), ("auc|A", auc["A"], "roc_auc_score", 1e-12),
    ("auc_difference|A", auc["A"] - auc_all, "group minus marginal", 1e-12),
    ("auprc_difference|B", average_precision_score(y[b], s[b]) - average_precision_score(y, s), "group minus marginal", 1e-12),
    ("brier_difference|C", brier_score_loss(y[c], s[c]) - brier_score_loss(y, s), "group minus marginal", 1e-12),
    ("loss_bce|overall", log_loss(y, s), "log_loss", 1e-12),
    ("ece|A", cut(a, False), "pandas.cut bins, absolute", 1e-12), ("ece|overall", cut(everyone, False), "pandas.cut bins, absolute", 1e-12),
    ("ece_quantile|B", cut(b, True), "pandas.qcut bins, absolute", 1e-12),
    ("ace_abs_logistic|overall", ace(everyone, False), "ace_abs_logistic_logit, newton-cg to 1e-14", 1e-8),
    ("ace_rmse_logistic|A", ace(a, True), "ace_rmse_logistic_logit, newton-cg to 1e-14", 1e-8),
    ("recall_difference|C", tpr["C"] - rate(chosen & (y == 1), y == 1), "recall_0.5, group minus marginal", 1e-12),
    ("specificity|B", 1 - fpr["B"], "specificity_0.5", 1e-12),
    ("sensitivity_at_specificity_0.1|overall", sensitivity(everyone, 0.1), "interp1d of (1 - fpr, tpr)", 1e-12),
    ("sensitivity_at_specificity_0.7|overall", polyline(everyone, 0.7), CORRECTED, 1e-12),
    ("sensitivity_at_specificity_0.9|A", polyline(a, 0.9), CORRECTED, 1e-12),
    ("xauc|A", xauc(pos["A"], s[y == 0]), "positives of the group, all negatives", 1e-12),
]
write("Presets", "cxr_fairness", [
    case(f"{CXR}: {how}, with scikit-learn 1.2.1, scipy 1.10.1 and numpy 1.24.2", output(name), value,
         tolerance=tolerance, why=WHY if tolerance == 1e-12 else "two solvers, each stopped by its own rule")
    for name, value, how, tolerance in cxr] + [
        case("by definition: a group without positives has no ROC curve",
             {**flat, "output": "auc|A"}, undefined="no_positives")])

# Aequitas on COMPAS, as its authors printed it (docs/source/examples/compas_demo.ipynb at 016d39c): TP, FP, FN, TN by race,
# and the rates to six digits. Weights stand for the rows.
COMPAS = {"African-American": (1369, 805, 532, 990), "Asian": (6, 2, 3, 21), "Caucasian": (505, 349, 461, 1139),
          "Hispanic": (103, 87, 129, 318), "Native American": (9, 3, 1, 5), "Other": (43, 36, 90, 208)}
race = {"label": [1, 0, 1, 0] * 6, "score": [1, 1, 0, 0] * 6, "weight": [n for k in COMPAS.values() for n in k],
        "group": [k for k in COMPAS for _ in range(4)], "reference": "Caucasian"}
PRINTED = "printed by Aequitas's authors for COMPAS (docs/source/examples/compas_demo.ipynb at 016d39c), six digits"
printed = [
    ("tpr|African-American", .720147), ("tnr|African-American", .551532), ("for|African-American", .34954),
    ("fdr|African-American", .370285), ("fpr|African-American", .448468), ("fnr|African-American", .279853),
    ("npv|African-American", .65046), ("precision|African-American", .629715), ("ppr|African-American", .655412),
    ("pprev|African-American", .588203), ("prev|African-American", .51434), ("ppr|Hispanic", .0572807),
    ("pprev|Hispanic", .298273), ("tpr|Native American", .9), ("for|Native American", .166667),
    ("ppr|Native American", .00361773), ("tnr|Other", .852459), ("fdr|Other", .455696), ("ppr|Other", .0238167),
    ("fpr|Asian", .0869565),
]
RATIO = "ratio of two printed counts (Aequitas, bias.py at 01062de: group over reference)"
ratios = [
    ("fpr_disparity|African-American", (805 / 1795) / (349 / 1488)), ("fnr_disparity|African-American", (532 / 1901) / (461 / 966)),
    ("ppr_disparity|Hispanic", 190 / 854), ("precision_disparity|Asian", .75 / (505 / 854)),
    ("fpr_parity|African-American", 0), ("precision_parity|African-American", 1), ("tnr_parity|Native American", 1),
]
zero = {"label": [1, 1, 0, 0, 1, 1, 0, 0], "score": [.9, .3, .7, .1, .8, .7, .4, .2], "group": list("AAAABBBB"), "reference": "B"}
write("Presets", "aequitas", [
    case(PRINTED, {**race, "output": name}, value, tolerance=6e-7 if value < .1 else 5e-7 + 1e-9, why="six printed digits")
    for name, value in printed] + [
    case(RATIO, {**race, "output": name}, value) for name, value in ratios] + [
    case("Aequitas, bias.py at 01062de: an infinite ratio is replaced by 10", {**zero, "output": "fpr_disparity|A"}, 10),
    case("Aequitas, bias.py at 01062de: 0 / 0 stays NaN", {**zero, "output": "fpr_disparity|B"}, undefined="zero_denominator")])

def outputs(preset):
    """Runs of the programs themselves, from the folder with the reference outputs."""
    if len(sys.argv) < 2:
        return []

    def read(file, id_):
        with open(os.path.join(sys.argv[1], file), encoding="utf-8") as text:
            found = next(c for c in json.load(text)["cases"] if c["id"] == id_)
        given = found["inputs"]
        scores = given.get("score", given["y_pred"] if "y_pred" in given else None)
        return found, {"label": given["y_true"], "score": scores, "group": given["group"]}

    if preset == "fairlearn":
        found, given = read("fairlearn_metrics.json", "fairlearn_user_guide_18")
        return [case("output of fairlearn 0.15.0.dev0 (ebf8fa7) on the 18 rows of its user guide", {**given, "output": key}, value)
                for key, value in found["expected_fairlearn"].items()]
    if preset == "fairmedfm":
        found, given = read("aggregations_and_variants.json", "fairmedfm_form_two_groups_ties")
        return [case("output of FairMedFM (ac062df), utils/metrics.py", {**given, "output": key}, found["expected_fairmedfm"]["summary"][key],
                     tolerance=1e-9, why="single precision in one of its losses") for key in ["worst-auc", "auc-gap", "acc-gap", "ece-gap", "eod", "eo"]]
    if preset in ("aif360", "holisticai"):
        found, given = read("individual_and_aif360.json", "two_groups_ties")
        names = {"aif360": {"statistical_parity_difference": "statistical_parity_difference",
                            "average_odds_error": "average_odds_error", "smoothed_edf_labels_conc1": "smoothed_edf|labels",
                            "kl_divergence_labels_M_vs_F": "kl_divergence"},
                 "holisticai": {"holistic_four_fifths": "four_fifths", "holistic_cohen_d_F_minus_M": "cohen_d",
                                "holistic_z_test_diff_F_minus_M": "z_test_diff"}}[preset]
        program = {"aif360": "AIF360 (3487791)", "holisticai": "holisticai (96b084f)"}[preset]
        return [case("output of " + program, {**given, "reference": "M", "output": key}, found["expected_group_aif360"][name], tolerance=1e-10)
                for name, key in names.items()]
    return []


# By hand at 0.5: A has TP 1, FN 1, FP 0, TN 2; B has TP 2, FN 0, FP 1, TN 1.
hand8 = {"label": [1, 1, 0, 0, 1, 1, 0, 0], "score": [.9, .3, .2, .1, .8, .7, .6, .4], "group": list("AAAABBBB"), "reference": "B"}
BY_HAND = "worked by hand: A has TP 1, FN 1, FP 0, TN 2 and B has TP 2, FN 0, FP 1, TN 1 at 0.5"
missing = {**hand8, "group": list("AAAABBB") + [None]}
for name, found in {
    "default": [("equal_opportunity_difference", .5, BY_HAND), ("predictive_equality_difference", .5, BY_HAND),
                ("demographic_parity_difference", .5, BY_HAND), ("equalized_odds_difference@worst_case", .5, BY_HAND)],
    "fairlearn": [("demographic_parity_difference|between_groups", .5, BY_HAND), ("demographic_parity_ratio|between_groups", 1 / 3, BY_HAND),
                  ("equalized_odds_difference|between_groups|worst_case", .5, BY_HAND), ("equalized_odds_ratio|between_groups|mean", .25, BY_HAND)],
    "aif360": [("statistical_parity_difference", -.5, BY_HAND), ("disparate_impact_ratio", 1 / 3, BY_HAND),
               ("average_odds_difference", -.5, BY_HAND), ("equal_opportunity_difference", -.5, BY_HAND),
               ("average_odds_error", .5, BY_HAND), ("class_imbalance", 0, BY_HAND)],
    "medfair": [("EqOdd_0.5", .5, BY_HAND), ("EqOdd_sensitivity_0.8", .25, BY_HAND + "; the ROC step to 0.8 lies at score > 0.38")],
    "holisticai": [("four_fifths", 1 / 3, BY_HAND)],
}.items():
    cases = [case(source, {**hand8, "output": key}, value) for key, value, source in found]
    if name == "fairlearn":
        cases.append(case("fairlearn drops rows without a value of the attribute: 7 of 8 stay", {**missing, "output": "count|overall"}, 7))
        empty = {**hand8, "label": [0, 0, 0, 0, 1, 1, 0, 0]}
        cases.append(case("scikit-learn's zero_division: a group without positives has a recall of 0, so that the gap is 1",
                          {**empty, "output": "equal_opportunity_difference|between_groups"}, 1))
    if name == "default":
        cases.append(case("by definition: one group has positives", {**hand8, "label": [0, 0, 0, 0, 1, 1, 0, 0],
                          "output": "equal_opportunity_difference"}, undefined="single_group"))
    write("Presets", name, cases + outputs(name))
write("Presets", "fairmedfm", [
    case("worked by hand: F1 is largest, 6/7, at 0.7", {**hand8, "output": "threshold"}, .7, tolerance=0, why="one of the scores"),
    case("worked by hand: score > 0.7 selects one positive of either group and no negative", {**hand8, "output": "eo"}, 0),
    case("worked by hand: score > 0.7 selects one positive of either group and no negative", {**hand8, "output": "eod"}, 1),
    case("by definition: no positives", {**hand8, "label": [0] * 8, "output": "threshold"}, undefined="no_positives"),
] + outputs("fairmedfm"))

# MONAI: a bar of ten pixels against its first four. Directed distances 0 (four times) and 0, 0, 0, 0, 1 ... 6.
bar, part, none = [1] * 10 + [0] * 10, [1] * 4 + [0] * 16, [0] * 20
MONAI = "worked by hand after MONAI at d388d1c: directed boundary distances 0 (4 times), and 0 (4 times), 1, 2, 3, 4, 5, 6"
write("Presets", "monai", [
    case(MONAI + "; 95 % quantile of ten at place 8.55 is 5.55, the larger", {"reference": bar, "prediction": part, "width": 10, "output": "hd95"}, 5.55),
    case(MONAI + "; 21 / 14 over both together", {"reference": bar, "prediction": part, "width": 10, "output": "assd"}, 1.5),
    case("worked by hand: 2 * 4 / 14", {"reference": bar, "prediction": part, "width": 10, "output": "dice"}, 8 / 14),
    case("MONAI at d388d1c, ignore_empty: a case without a reference object is left out", {"reference": none, "prediction": part, "width": 10, "output": "dice"}, undefined="empty_reference"),
])
