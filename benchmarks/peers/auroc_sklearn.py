"""Times scikit-learn's roc_auc_score on N scores from a file of float64 scores and int8 labels; prints seconds and the value."""
import sys
import time

import numpy
import sklearn
from sklearn.metrics import roc_auc_score

scores = numpy.fromfile(sys.argv[1], dtype=numpy.float64)
labels = numpy.fromfile(sys.argv[2], dtype=numpy.int8)
times = []
for _ in range(5):
    start = time.perf_counter()
    value = roc_auc_score(labels, scores)
    times.append(time.perf_counter() - start)
print(sklearn.__version__, sorted(times)[2], repr(float(value)))
