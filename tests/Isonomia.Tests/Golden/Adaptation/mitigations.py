"""Writes Golden/Adaptation/Mitigations/*.json from the oracles of the shared folder (fairlearn, AIF360, SubpopBench, torch),
from scikit-learn and from sums worked by hand. Run: python3 mitigations.py ../../../../../shared/oracles/fairness"""
import itertools, json, math, os, sys
import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

folder = sys.argv[1]
ML = {c["id"]: c for c in json.load(open(f"{folder}/mitigation_losses.json"))["cases"]}
PP = {c["id"]: c for c in json.load(open(f"{folder}/mitigation_pre_post.json"))["cases"]}
out = {}


def add(id, value, kind, input, source, tolerance=1e-9, why="the oracle's tolerance"):
    out.setdefault(id, []).append({"source": source, "tolerance": tolerance, "why": why,
                                   "input": {"kind": kind, **input}, "value": value})


def as_logits(losses):
    """Two logits of a row with label 1 whose cross-entropy is the loss."""
    return [[math.log(-math.expm1(-l)), -l] for l in losses]


cl = ML["class_losses"]
base = {"logits": cl["inputs"]["logits"], "label": cl["inputs"]["y"], "class_counts": cl["inputs"]["class_counts"]}
ce = cl["expected"]["cross_entropy"]
torch = "torch 1.13 float64, mitigation_losses.json class_losses"
add("erm", ce, "loss", base, torch)
add("focal", cl["expected"]["focal_gamma_1"], "loss", {**base, "settings": {"gamma": 1}}, torch)
add("focal", cl["expected"]["focal_gamma_2"], "loss", {**base, "settings": {"gamma": 2}}, torch)
add("ldam", cl["expected"]["ldam_scale_30"], "loss", {**base, "settings": {}}, torch)
add("ldam", cl["expected"]["ldam_scale_1"], "loss", {**base, "settings": {"scale": 1}}, torch)
add("balanced_softmax", cl["expected"]["balanced_softmax"], "loss", base, torch)
add("logit_adjust", cl["expected"]["balanced_softmax"], "loss", base,
    torch + " (balanced softmax: the same loss at tau 1)")
add("logit_adjust", ce, "loss", {**base, "settings": {"tau": 0}}, torch + " (cross-entropy: tau 0)")
for id in ("mixup", "lisa"):
    add(id, ce, "loss", base, torch + " (cross-entropy: a batch that was not mixed)")

for name in ("group_dro_eta_0.01", "group_dro_eta_0.1"):
    c = ML[name]
    last = c["inputs"]["batches"]
    for k, e in enumerate(c["expected"]):
        add("group_dro", e["loss"], "batches",
            {"settings": {"eta": c["inputs"]["eta"], "over": 1}, "groups": 3,
             "batches": [{"logits": as_logits(b["losses"]), "label": [1] * 6, "group": b["group"]} for b in last[:k + 1]]},
            f"SubpopBench RobustLoss, mitigation_losses.json {name}, batch {k}")
for a in ("0.1", "0.25", "0.5", "1.0"):
    c = ML[f"cvar_dro_alpha_{a}"]
    add("cvar_dro", c["expected"]["loss"], "loss",
        {"logits": as_logits(c["inputs"]["losses"]), "label": [1] * 10, "settings": {"alpha": float(a)}},
        f"SubpopBench RobustLoss, mitigation_losses.json cvar_dro_alpha_{a}")
c = ML["jtt_weights"]
add("jtt", c["expected"]["loss"], "loss",
    {"logits": as_logits(c["inputs"]["stage2_losses"]), "label": [1] * 6,
     "weight": [10.0 if m else 1.0 for m in c["expected"]["misclassified"]]}, "numpy, mitigation_losses.json jtt_weights")
c = ML["lff_weights"]
L = np.array(c["inputs"]["logits_biased"]); D = np.array(c["inputs"]["logits_debiased"]); y = c["inputs"]["y"]
nll = lambda z: [float(np.log(np.exp(z[i]).sum()) - z[i][y[i]]) for i in range(6)]
for i in range(6):
    add("lff", c["expected"]["weights"][i], "static", {"biased": nll(L)[i], "debiased": nll(D)[i]},
        "torch, mitigation_losses.json lff_weights")
c = ML["arl_weights"]
for i in range(6):
    add("arl", c["expected"]["weights"][i], "static", {"f": c["inputs"]["adversary_output"], "row": i},
        "torch, mitigation_losses.json arl_weights")
c = ML["irm_penalty"]
irm = {"logits": c["inputs"]["logits"], "label": c["inputs"]["y"], "group": [0] * 6}
for form, code in (("even_odd", 0), ("squared", 1)):
    add("irm", ce + 7 * c["expected"][form], "loss",
        {**irm, "settings": {"lambda": 7, "anneal": 0, "penalty": code}},
        "torch, mitigation_losses.json class_losses.cross_entropy + 7·irm_penalty." + form)
c = ML["mmd_coral"]
X, Y = c["inputs"]["X"], c["inputs"]["Y"]
zero = {"logits": [[0, 0]] * 12, "label": [0, 1] * 6, "group": [0] * 7 + [1] * 5, "features": X + Y}
add("mmd", math.log(2) + c["expected"]["mmd_sum_of_7_kernels"], "loss", {**zero, "settings": {}},
    "SubpopBench, mitigation_losses.json mmd_coral, on top of a cross-entropy of ln 2", 1e-6, "distance clamp of the reference")
add("coral", math.log(2) + c["expected"]["coral_mean_and_cov"], "loss", {**zero, "settings": {}},
    "SubpopBench, mitigation_losses.json mmd_coral, on top of a cross-entropy of ln 2")
c = ML["end_regulariser"]
add("end", math.log(2) + 2 * c["expected"]["disentangle"] + 3 * c["expected"]["entangle_all_pairs"], "loss",
    {"logits": [[0, 0]] * 6, "label": c["inputs"]["target"], "group": c["inputs"]["bias"], "features": c["inputs"]["features"],
     "settings": {"alpha": 2, "beta": 3}}, "numpy, mitigation_losses.json end_regulariser, on top of ln 2")
c = ML["laftr_adversary"]
for k, form in enumerate(("eqodds", "dp", "eqopp_y1")):
    add("laftr", c["expected"][form], "static",
        {"logit": c["inputs"]["adversary_logit"], "a": c["inputs"]["a"], "label": c["inputs"]["y"], "target": k},
        f"torch, mitigation_losses.json laftr_adversary.{form}")
c = ML["sam_step"]
for id in ("sam", "asam"):
    for i in range(2):
        add(id, c["expected"][id][i], "static", {**c["inputs"], "at": i}, f"numpy, mitigation_losses.json sam_step.{id}")
c = ML["swad_loss_valley"]
add("swad", c["expected"]["threshold"], "static", {"losses": c["inputs"]["segment_losses"], "of": "threshold"},
    "shortcut-ood-fairness LossValley, mitigation_losses.json")
add("swad", c["expected"]["averaged_weight_each_segment_once"], "static",
    {"losses": c["inputs"]["segment_losses"], "of": "mean_segment"}, "shortcut-ood-fairness LossValley, each segment once")
add("swa", 2.5, "static", {"values": [1, 2, 3, 4]}, "worked by hand: (1 + 2 + 3 + 4)/4", 1e-7, "single precision")
for id in ("dann", "cdann", "simple_adv"):
    add(id, math.log(2) - 3 * math.log(2), "silent_adversary",
        {"logits": [[0, 0]] * 4, "label": [0, 1, 0, 1], "group": [0, 0, 1, 1],
         "settings": {("alpha" if id == "simple_adv" else "lambda"): 3}},
        "worked by hand: an adversary whose last layer is zero has a cross-entropy of ln 2; ln 2 − 3 ln 2", 1e-7,
        "single precision of the adversary")

# dist_match, fair_alm, domain_ind: straight from the formulas, numpy
z = np.array([[-0.9, 0.1], [0.0, 0.2], [-0.8, -0.9], [0.1, -0.4], [1.7, -1.4], [0.0, -0.3]]); lab = [0, 1, 1, 1, 0, 0]; grp = [0, 0, 1, 0, 1, 1]
logp = z - np.log(np.exp(z).sum(1, keepdims=True)); base_ce = float(-np.mean([logp[i, lab[i]] for i in range(6)]))
gam = [10.0 ** e for e in range(-3, 4)]
kern = lambda a, b: sum(np.exp(-g * (a[:, None] - b[None, :]) ** 2) for g in gam).mean()
u = logp[:, 1]; m = 0; d2 = 0
for lb in (0, 1):
    all_ = np.array([i for i in range(6) if lab[i] == lb])
    for g in (0, 1):
        own = np.array([i for i in all_ if grp[i] == g])
        m += (kern(u[own], u[own]) + kern(u[all_], u[all_]) - 2 * kern(u[own], u[all_])) / 7
        d2 += (u[own].mean() - u[all_].mean()) ** 2
tiny = {"logits": z.tolist(), "label": lab, "group": grp}
add("dist_match", base_ce + float(m), "loss", {**tiny, "settings": {}}, "numpy from the formula, mitigations.py")
add("dist_match", base_ce + 2 * float(d2), "loss", {**tiny, "settings": {"weight": 2, "distance": 1}}, "numpy from the formula, mitigations.py")
s = np.log1p(np.exp(u - math.log(.5))) / math.log(2); pen = 0
for g in (0, 1):
    for k in (0, 1):
        mine = s[[i for i in range(6) if grp[i] == g and lab[i] == k]].mean(); rest = s[[i for i in range(6) if lab[i] == k]].mean()
        pen += .01 * mine + .01 * rest
add("fair_alm", base_ce + float(pen), "loss", {**tiny, "settings": {}}, "numpy from the formula (first batch, λ = 0), mitigations.py")
own = [z[i] if grp[i] == 0 else z[i][::-1] for i in range(6)]
di = float(np.mean([np.log(np.exp(own[i]).sum()) - own[i][lab[i]] for i in range(6)]))
add("domain_ind", di, "loss", {"logits": [list(z[i]) + list(z[i][::-1]) for i in range(6)], "label": lab, "group": grp},
    "numpy from the formula, mitigations.py")

# pre-processing
c = PP["reweighing_two_groups"]; code = lambda g: sorted(set(g)).index
g2 = [code(c["inputs"]["group"])(x) for x in c["inputs"]["group"]]
for i in range(0, 10, 3):
    add("reweigh", c["expected"]["unweighted"]["first_10_weights"][i], "weights", {"group": g2, "label": c["inputs"]["y_true"], "row": i},
        "AIF360, mitigation_pre_post.json reweighing_two_groups", 1e-8)
    add("reweigh", c["expected"]["weighted"]["first_10_weights"][i], "weights",
        {"group": g2, "label": c["inputs"]["y_true"], "weight": c["inputs"]["weight"], "row": i},
        "AIF360, mitigation_pre_post.json reweighing_two_groups, weighted", 1e-8)
c = PP["reweighing_four_groups"]; g4 = [code(c["inputs"]["group"])(x) for x in c["inputs"]["group"]]
for i in (0, 1, 2, 77):
    add("reweigh", c["expected"]["factor"][f'{c["inputs"]["group"][i]}|{c["inputs"]["y_true"][i]}'], "weights",
        {"group": g4, "label": c["inputs"]["y_true"], "row": i}, "numpy, mitigation_pre_post.json reweighing_four_groups", 1e-8)
c = PP["cell_weights"]; names = sorted({k.rsplit("|", 1)[0] for k in c["inputs"]["cell_counts"]}); rows = []
for k, n in c["inputs"]["cell_counts"].items():
    rows += [(names.index(k.rsplit("|", 1)[0]), int(k[-1]), k)] * n
cell = {"group": [r[0] for r in rows], "label": [r[1] for r in rows]}
for id, form in (("cell_reweight", "inverse"), ("sqrt_reweight", "sqrt_inverse"), ("cb_loss", "class_balanced_0_9999"),
                 ("resample", "row_sampling_probability")):
    for k in list(c["inputs"]["cell_counts"])[:4]:
        add(id, c["expected"][form][k], "probability" if id == "resample" else "weights",
            {**cell, "row": [r[2] for r in rows].index(k)}, f"numpy, mitigation_pre_post.json cell_weights.{form}", 1e-8)
c = PP["correlation_remover"]
for form, a in (("alpha_1", 1), ("alpha_0_5", .5)):
    for i, j in ((0, 0), (3, 2), (11, 3)):
        add("correlation_remover", c["expected"][form][i][j], "embedding",
            {"x": c["inputs"]["X"], "group": [int(v) for v in c["inputs"]["S"]], "row": i, "column": j, "settings": {"alpha": a}},
            "fairlearn, mitigation_pre_post.json correlation_remover", 2e-6, "embeddings are single precision")
c = PP["linear_concept_erasure"]
for id, form in (("leace", "leace"), ("mean_projection", "orthogonal_mean_projection")):
    for i, j in ((0, 0), (1, 3), (23, 4)):
        add(id, c["expected"][form][i][j], "embedding",
            {"x": c["inputs"]["X"], "group": c["inputs"]["group"], "row": i, "column": j,
             "settings": {"shrinkage": 1} if id == "leace" else {}},
            f"numpy closed form, mitigation_pre_post.json linear_concept_erasure.{form}", 2e-6, "embeddings are single precision")
add("disparate_impact_remover", 16.5, "embedding",
    {"x": [[1], [2], [3], [10], [20], [30]], "group": [0, 0, 0, 1, 1, 1], "row": 2, "column": 0, "settings": {"repair": 1}},
    "worked by hand: 3 is the largest of three (share 5/6), the quantiles there are 3 and 30, their median 16.5", 1e-5, "single precision")
add("disparate_impact_remover", 6.5, "embedding",
    {"x": [[1], [2], [3], [10], [20], [30]], "group": [0, 0, 0, 1, 1, 1], "row": 1, "column": 0, "settings": {"repair": .5}},
    "worked by hand: the medians are 2 and 20, their median 11; half way from 2 is 6.5", 1e-5, "single precision")
add("inlp", 1.0, "embedding",
    {"x": [[1, 1], [1, -.5], [-1, 1], [-1, -.5], [2, 1], [2, -.5], [-2, 1], [-2, -.5]], "group": [1, 1, 0, 0, 1, 1, 0, 0],
     "row": 0, "column": 1, "settings": {"rounds": 1}},
    "worked by hand: by symmetry the probe points along column 0, so column 1 stays", 1e-5, "single precision")
add("inlp", 0.0, "embedding",
    {"x": [[1, 1], [1, -.5], [-1, 1], [-1, -.5], [2, 1], [2, -.5], [-2, 1], [-2, -.5]], "group": [1, 1, 0, 0, 1, 1, 0, 0],
     "row": 0, "column": 0, "settings": {"rounds": 1}},
    "worked by hand: by symmetry the probe points along column 0, which goes to its mean 0", 1e-5, "single precision")

# post-processing
c = PP["threshold_optimizer"]; t = c["inputs"]; gt = [code(t["group"])(x) for x in t["group"]]
table = {"group": gt, "label": t["y_true"], "score": t["score"]}
kinds = ["equalized_odds", "demographic_parity", "true_positive_rate_parity", "false_positive_rate_parity"]
for e in c["expected"]:
    if e["constraint"] not in kinds:
        continue
    for i in (0, 2, 4, 19, 27, 36, 79):
        add("threshold_optimizer", e["probability_of_positive"][i], "post",
            {**table, "row": i, "of": "decision",
             "settings": {"constraint": kinds.index(e["constraint"]), "objective": 1 if e["objective"] == "accuracy_score" else 0}},
            f'fairlearn ThresholdOptimizer, {e["constraint"]}, {e["objective"]}', 1e-8)
c = PP["hardt_equalized_odds_lp"]
for g in ("A", "B"):
    for k in ("tpr", "fpr", "p2p", "n2p"):
        add("equalized_odds_lp", c["expected"]["mixing"][g][k], "post",
            {**table, "of": f"group:{'AB'.index(g)}:{k}", "row": 0, "settings": {"objective": 1}}, "AIF360 EqOddsPostprocessing", 1e-6, "linear program")
c = PP["calibrated_equalized_odds"]
for k, form in enumerate(("fnr", "fpr", "weighted")):
    for g in ("A", "B"):
        add("calibrated_equalized_odds", min(1.0, c["expected"][form][f"mix_rate_{g}"]), "post",
            {**table, "of": f"group:{'AB'.index(g)}:share", "row": 0, "settings": {"cost": k}},
            f"AIF360 CalibratedEqOdds, {form}" + ("; above 1 there, clipped here" if c["expected"][form][f"mix_rate_{g}"] > 1 else ""), 1e-8)
c = PP["reject_option"]
for k, form in enumerate(("Statistical parity difference", "Average odds difference", "Equal opportunity difference")):
    s = {"metric": k, "thresholds": 19, "margins": 8, "low": .055, "high": .955, "disadvantaged": 1}
    e = c["expected"][form]
    for q in ("threshold", "margin"):
        add("reject_option", e[q], "post", {**table, "of": f"all:{q}", "row": 0, "settings": s}, f"AIF360, {form}", 1e-8)
    for i in range(0, 80, 13):
        add("reject_option", e["labels"][i], "post", {**table, "of": "decision", "row": i, "settings": s}, f"AIF360, {form}", 1e-8)
hand = {"group": [0, 0, 0, 0, 1, 1, 1, 1], "label": [0, 1, 0, 1, 0, 1, 0, 1], "score": [.1, .2, .3, .4, .5, .6, .7, .8]}
for i, v in ((0, 0), (1, 1), (4, 0), (5, 1)):
    add("group_threshold", v, "post", {**hand, "row": i, "of": "decision", "settings": {"policy": 0, "target": 1, "floor": 1}},
        "worked by hand: every positive is found above .15 in group 0 and above .55 in group 1", 0, "a decision")
add("quantile_barycenter", .4, "post", {**hand, "row": 1, "of": "score", "settings": {}},
    "worked by hand: .2 is second of four, the second ones are .2 and .6, their weighted mean .4", 1e-12, "exact but for rounding")
add("quantile_barycenter", .3, "post", {**hand, "row": 1, "of": "score", "settings": {"repair": .5}},
    "worked by hand: half way from .2 to .4", 1e-12, "exact but for rounding")
own = [i for i in range(80) if gt[i] == 1]; f = np.log(np.array(t["score"])[own] / (1 - np.array(t["score"])[own])); yy = np.array(t["y_true"])[own]
n1, n0 = yy.sum(), (1 - yy).sum(); tgt = np.where(yy == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
obj = lambda ab: np.sum(np.logaddexp(0, ab[0] * f + ab[1]) - (1 - tgt) * (ab[0] * f + ab[1]))
ab = minimize(obj, [-1, 0], method="BFGS", options={"gtol": 1e-10}).x
add("group_calibration", float(1 / (1 + np.exp(ab[0] * f[0] + ab[1]))), "post", {**table, "row": own[0], "of": "score", "settings": {}},
    "scipy BFGS on Platt's softened cross-entropy within the group", 1e-6, "the optimizer's tolerance")

# dfr: the l1 head
rng = np.random.RandomState(3); Xd = np.round(rng.randn(40, 6), 3); yd = (Xd[:, 0] + .5 * rng.randn(40) > 0).astype(int)
Xs = (Xd - Xd.mean(0)) / Xd.std(0)
lr = LogisticRegression(penalty="l1", C=.3, solver="saga", tol=1e-12, max_iter=200000).fit(Xs, yd)
for i in (0, 7):
    add("dfr", float(lr.predict_proba(Xs)[i, 1]), "l1", {"x": Xd.tolist(), "label": yd.tolist(), "c": .3, "row": i},
        "scikit-learn 1.2.1 LogisticRegression(penalty='l1', solver='saga')", 1e-5, "saga's tolerance and single precision")

c = PP["exponentiated_gradient"]
for k, form in ((1, "demographic_parity"), (0, "equalized_odds")):
    e = c["expected"][form]
    for of in ("expected_error", "selection_rate:A", "selection_rate:B"):
        v = e["expected_error"] if of == "expected_error" else e["selection_rate"][of[-1]]
        add("exponentiated_gradient", v, "reduction",
            {"group": [code(c["inputs"]["group"])(x) for x in c["inputs"]["group"]], "x1": c["inputs"]["x1"], "x2": c["inputs"]["x2"],
             "label": c["inputs"]["y"], "constraint": k, "epsilon": e["eps"], "of": of},
            f"fairlearn ExponentiatedGradient, least-squares learner, {form}", 1e-3, "the oracle's tolerance")

# suppress: which columns stay
xs = [[1.0, .2, 3, -1], [1.1, -.4, 2, .5], [.9, .1, 5, -.3], [1.2, .7, 1, .8], [3.0, -.6, 4, .1], [3.2, .5, 2, -.9], [2.9, -.3, 3, .4], [3.1, .3, 6, -.2]]
gs = [0, 0, 0, 0, 1, 1, 1, 1]
r = [abs(np.corrcoef(np.array(xs)[:, j], gs)[0, 1]) for j in range(4)]
for limit in (.5, .25):
    kept = [j for j in range(4) if r[j] <= limit]
    for place, j in enumerate(kept):
        add("suppress", xs[3][j], "embedding", {"x": xs, "group": gs, "row": 3, "column": place, "settings": {"limit": limit}},
            f"numpy corrcoef: columns {kept} of 4 stay at limit {limit}", 1e-6, "embeddings are single precision")
coef = np.abs(LogisticRegression(C=1).fit((np.array(xs) - np.mean(xs, 0)) / np.std(xs, 0), gs).coef_[0])
kept = sorted(np.argsort(-coef)[2:].tolist())
for place, j in enumerate(kept):
    add("suppress", xs[5][j], "embedding", {"x": xs, "group": gs, "row": 5, "column": place, "settings": {"by": 1, "count": 2}},
        f"scikit-learn LogisticRegression on standardized columns: {kept} have the smallest weights", 1e-6, "embeddings are single precision")

# crt and its kin: what the second stage draws, weighs and minimizes
out["crt"] = [{**c, "source": c["source"] + " (the draws of stage 2)"} for c in out["resample"] if c["input"]["kind"] == "probability"
              and c["input"].get("settings", {}).get("by", 0) == 0]
out["reweight_crt"] = [{**c, "source": c["source"] + " (the weights of stage 2)"} for c in out["cell_reweight"]]
add("vanilla_crt", ce, "loss", base, torch + " (the loss of stage 2)")

c = ML["prejudice_index"]
index = {"p": c["inputs"]["p1"], "group": c["inputs"]["s"]}
add("prejudice_remover", c["expected"]["sum_form"], "static", {**index, "mean": 0}, "numpy, mitigation_losses.json prejudice_index.sum_form")
add("prejudice_remover", c["expected"]["mean_form"], "static", {**index, "mean": 1}, "numpy, mitigation_losses.json prejudice_index.mean_form")
rng = np.random.RandomState(11); gp = rng.randint(0, 2, 40)
Xp = np.round(rng.randn(40, 3) + np.outer(gp, [1, 0, .5]), 3); yp = (Xp[:, 0] + Xp[:, 1] + rng.randn(40) > .5).astype(int)
Xp1 = np.c_[(Xp - Xp.mean(0)) / Xp.std(0), np.ones(40)]
for shared in (0, 1):
    for eta in (0, 1, 5):
        W = lambda w: np.resize(w, (2, 4)) if shared else w.reshape(2, 4)
        def objective(w):
            p = 1 / (1 + np.exp(-np.sum(Xp1 * W(w)[gp], 1)))
            ll = np.sum(yp * np.log(p) + (1 - yp) * np.log(1 - p)); ps = np.array([p[gp == 0].mean(), p[gp == 1].mean()])[gp]
            R = np.sum(p * np.log(ps / p.mean()) + (1 - p) * np.log((1 - ps) / (1 - p.mean())))
            return -ll + eta * R + .5 * 2 * np.sum(w.reshape(-1, 4)[:, :3] ** 2)
        w = minimize(objective, np.zeros(4 if shared else 8), method="BFGS", options={"gtol": 1e-9}).x
        p = 1 / (1 + np.exp(-np.sum(Xp1 * W(w)[gp], 1)))
        add("prejudice_remover", float(p[4]), "fitted", {"x": Xp.tolist(), "label": yp.tolist(), "group": gp.tolist(), "row": 4,
            "settings": {"weights": shared, "eta": eta, "c": 2}}, "scipy BFGS with numeric gradients on the objective written out in numpy",
            1e-5, "the optimizer's tolerance and single precision")
lr = LogisticRegression(C=.5, tol=1e-12, max_iter=10000).fit(Xp1[:, :3], yp)
add("prejudice_remover", float(lr.predict_proba(Xp1[:, :3])[4, 1]), "fitted", {"x": Xp.tolist(), "label": yp.tolist(), "group": gp.tolist(), "row": 4,
    "settings": {"weights": 1, "eta": 0, "c": 2}}, "scikit-learn LogisticRegression(C=1/2): eta 0, shared weights", 1e-5, "single precision")

# grid_search: the Lagrangian, the grid and the choice written out again, with the least-squares learner of the oracle
c = PP["exponentiated_gradient"]["inputs"]
ge = np.array([code(c["group"])(x) for x in c["group"]]); ye = np.array(c["y"]); Xe = np.c_[c["x1"], c["x2"], np.ones(len(ye))]; ne = len(ye)
def grid_points(dim, size, limit):
    for n in range(1, 100):
        points = [u for u in itertools.product(range(-n, n + 1), repeat=dim) if sum(map(abs, u)) <= n]
        if len(points) >= size:
            return [[limit * x / n for x in u] for u in points]
for constraint in (1, 0):
    events = [np.ones(ne, bool)] if constraint == 1 else [ye == 0, ye == 1]
    best = (9,)
    for u in grid_points(len(events), 10, 2):
        cost = 2.0 * ye - 1  # the gain of a positive decision, times n
        for e, l in zip(events, u):  # minus l * (mean of h over group 0 and e, minus mean over e)
            cost = cost - l * ne * ((e & (ge == 0)) / (e & (ge == 0)).sum() - e / e.sum())
        z, w = (cost > 0).astype(float), np.abs(cost)
        h = (Xe @ np.linalg.lstsq(Xe * np.sqrt(w)[:, None], z * np.sqrt(w), rcond=None)[0] > .5).astype(float)
        violation = max(abs(h[e & (ge == g)].mean() - h[e].mean()) for e in events for g in (0, 1))
        loss = .5 * np.mean(h != ye) + .5 * violation
        if loss < best[0] - 1e-12:
            best = (loss, np.mean(h != ye), h[ge == 0].mean(), h[ge == 1].mean())
    for of, v in zip(("loss", "expected_error", "selection_rate:A", "selection_rate:B"), best):
        add("grid_search", float(v), "grid", {"group": ge.tolist(), "x1": c["x1"], "x2": c["x2"], "label": c["y"], "constraint": constraint,
            "size": 10, "limit": 2, "of": of}, "numpy: grid, Lagrangian, least-squares learner and choice written out again", 1e-9, "exact but for rounding")

# cfair and lnl: an adversary that knows nothing has the loss ln 2 of every row
zl = [[.3, -.2], [1, .4], [-.6, .1], [.2, .9]]; yl = [0, 0, 0, 1]; al = [0, 1, 1, 0]
rows = [math.log(sum(math.exp(v) for v in z)) - z[y] for z, y in zip(zl, yl)]
add("cfair", sum(w * l for w, l in zip([2 / 3, 2 / 3, 2 / 3, 2], rows)) / 4 - .1 * 2 * math.log(2), "silent_adversary",
    {"logits": zl, "label": yl, "group": al, "settings": {}},
    "worked by hand: class weights 4/(2*3) and 4/2; each of two adversaries has a weighted mean of ln 2", 1e-7, "the adversaries are single precision")
add("lnl", sum(rows) / 4 - .1 * math.log(2) - math.log(2), "silent_adversary", {"logits": zl, "label": yl, "group": al, "settings": {}},
    "worked by hand: negative entropy -ln 2, cross-entropy ln 2", 1e-7, "the predictor is single precision")
c = ML["confusion_entropy_terms"]
add("lnl", c["expected"]["negative_entropy"], "static", {"logits": c["inputs"]["attribute_logits"]},
    "torch, mitigation_losses.json confusion_entropy_terms.negative_entropy")

# label_massaging: rates 1/5 and 4/5, m = .6 * 5 * 5 / 10 = 1.5, rounded to even 2
lm = {"x": [[v] for v in (.1, .2, .3, .4, .9, .15, .5, .6, .7, .8)], "group": [0] * 5 + [1] * 5, "label": [0, 0, 0, 0, 1, 0, 1, 1, 1, 1],
      "settings": {"consent": 1}}
for i, v in enumerate([0, 0, 1, 1, 1, 0, 0, 0, 1, 1]):
    add("label_massaging", v, "label", {**lm, "row": i},
        "worked by hand: the score grows with the only column, so .3 and .4 of group 0 rise and .5 and .6 of group 1 fall", 0, "a label")

# lfr: the loss at a point
rng = np.random.RandomState(5)
Xl, yl, gl, V, U = np.round(rng.randn(12, 3), 2), rng.randint(0, 2, 12), np.arange(12) % 3, np.round(rng.randn(4, 3), 2), np.round(rng.randn(4), 2)
D = np.sqrt(((Xl[:, None] - V) ** 2).sum(2)); M = np.exp(-D) / np.exp(-D).sum(1, keepdims=True)
w = 1 / (1 + np.exp(-U)); yh = M @ w
terms = (np.mean(np.sum((Xl - M @ V) ** 2, 1)), -np.mean(yl * np.log(yh) + (1 - yl) * np.log(1 - yh)),
         np.mean([np.mean(np.abs(M[gl == a].mean(0) - M[gl == b].mean(0))) for a, b in ((0, 1), (0, 2), (1, 2))]))
for weights in ((.01, 1, 50), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
    add("lfr", float(np.dot(weights, terms)), "static", {"x": Xl.tolist(), "label": yl.tolist(), "group": gl.tolist(), "weights": weights,
        "at": V.ravel().tolist() + U.tolist()}, "numpy: the three terms written out", 1e-9, "exact but for rounding")

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Mitigations")
for id, cases in out.items():
    with open(f"{here}/{id}.json", "w") as file:
        file.write("[\n" + ",\n".join(" " + json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")
print(len(out), "methods")
