"""Times fairlearn's own bootstrap of four rate metrics by group on N rows; prints seconds for each replicate."""
import sys
import time

import numpy
import pandas
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate, selection_rate, true_positive_rate

rows, replicates = int(sys.argv[1]), int(sys.argv[2])
rng = numpy.random.default_rng(1)
label = rng.integers(0, 2, rows)
decision = rng.integers(0, 2, rows)
group = pandas.Series(rng.integers(0, 6, rows))
start = time.perf_counter()
MetricFrame(
    metrics={"tpr": true_positive_rate, "fpr": false_positive_rate, "fnr": false_negative_rate, "sr": selection_rate},
    y_true=label, y_pred=decision, sensitive_features=group, n_boot=replicates, ci_quantiles=[0.025, 0.975], random_state=1)
print((time.perf_counter() - start) / replicates)
