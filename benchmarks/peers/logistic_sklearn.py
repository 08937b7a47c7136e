"""Times scikit-learn's LogisticRegression (lbfgs) on the rows of a float32 file; prints version, seconds, objective, iterations.

Usage: logistic_sklearn.py FEATURES LABELS WIDTH C TOLERANCE REPEATS
The objective is 1/2 |w|^2 + C * sum of log losses, intercept free, evaluated in float64 on the float32 data."""
import sys
import time
import warnings

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression

features, labels, width, c, tolerance, repeats = sys.argv[1:7]
x = numpy.fromfile(features, dtype=numpy.float32).reshape(-1, int(width))
y = numpy.fromfile(labels, dtype=numpy.int32)
c = float(c)
warnings.simplefilter("ignore")
times = []
for _ in range(int(repeats)):
    model = LogisticRegression(C=c, tol=float(tolerance), max_iter=10000)
    start = time.perf_counter()
    model.fit(x, y)
    times.append(time.perf_counter() - start)

w = model.coef_.astype(numpy.float64)
b = model.intercept_.astype(numpy.float64)
loss = 0.0
for first in range(0, len(x), 8192):
    margins = x[first:first + 8192].astype(numpy.float64) @ w.T + b
    own = y[first:first + 8192]
    if len(w) == 1:
        signed = numpy.where(own == 1, -margins[:, 0], margins[:, 0])
        loss += numpy.logaddexp(0, signed).sum()
    else:
        top = margins.max(axis=1)
        loss += (top + numpy.log(numpy.exp(margins - top[:, None]).sum(axis=1)) - margins[numpy.arange(len(own)), own]).sum()
objective = 0.5 * (w * w).sum() + c * loss
print(sklearn.__version__, sorted(times)[len(times) // 2], repr(float(objective)), int(model.n_iter_.max()))
