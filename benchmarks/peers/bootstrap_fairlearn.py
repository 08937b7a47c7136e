"""Times the bootstrap of four rate metrics by group on N rows; prints which program, and seconds for each replicate.

Where fairlearn is installed its own MetricFrame(n_boot=...) is timed. Where it is not, the same work is done as fairlearn 0.12 does it
(fairlearn/metrics/_bootstrap.py and _base_metrics.py): draw all rows with replacement, then for every metric, over everybody and in every
group, one sklearn.metrics.confusion_matrix(normalize="true") (a mean for the selection rate). That stand-in has no pandas tables
around it and is therefore faster than fairlearn; it is named 'stand-in' in the output and is no measurement of fairlearn.
"""
import sys
import time

import numpy

rows, replicates = int(sys.argv[1]), int(sys.argv[2])
rng = numpy.random.default_rng(1)
label = rng.integers(0, 2, rows)
decision = rng.integers(0, 2, rows)
group = rng.integers(0, 6, rows)

try:
    import fairlearn
    import pandas
    from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate, true_positive_rate

    name = f"fairlearn {fairlearn.__version__}"

    def run():
        MetricFrame(
            metrics={"tpr": true_positive_rate, "fpr": false_positive_rate, "fnr": false_negative_rate, "sr": selection_rate},
            y_true=label, y_pred=decision, sensitive_features=pandas.Series(group), n_boot=replicates,
            ci_quantiles=[0.025, 0.975], random_state=1)
except ImportError:
    import sklearn
    from sklearn.metrics import confusion_matrix

    name = f"stand-in for fairlearn's loop, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}"

    def rate(row, column):
        return lambda y, d: confusion_matrix(y, d, labels=[0, 1], normalize="true")[row, column]

    metrics = [rate(1, 1), rate(0, 1), rate(1, 0), lambda y, d: numpy.mean(d == 1)]

    def run():
        values = numpy.empty((replicates, len(metrics), 7))
        for b in range(replicates):
            drawn = rng.integers(0, rows, rows)
            y, d, g = label[drawn], decision[drawn], group[drawn]
            for m, metric in enumerate(metrics):
                values[b, m, 0] = metric(y, d)
                for k in range(6):
                    values[b, m, k + 1] = metric(y[g == k], d[g == k])
        numpy.quantile(values, [0.025, 0.975], axis=0)

start = time.perf_counter()
run()
print(name, (time.perf_counter() - start) / replicates)
