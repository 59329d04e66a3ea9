"""Computes by scikit-learn what TestAgainstScikitLearn asks on standard input."""
import json
import sys

import numpy
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score


def both(rows):
    """Returns x, outcome and weight of leavers, and then of stayers."""
    x, leavers, stayers = numpy.array(rows, dtype=float).T
    outcome = numpy.repeat([1, 0], len(x))
    return numpy.tile(x, 2), outcome, numpy.concatenate([leavers, stayers])


def logistic(x, outcome, weight, strength):
    model = LogisticRegression(C=strength, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit(x, outcome, sample_weight=weight)
    return [*map(float, model.coef_[0]), float(model.intercept_[0])]


def main():
    q = json.load(sys.stdin)
    score, outcome, weight = both(q["Scores"])
    forecast, happened, times = both(q["Forecasts"])
    risk, left, counts = both(q["Softened"])
    n = len(q["Softened"])
    share, all_ = counts[:n] / (counts[:n] + counts[n:]), counts[:n] + counts[n:]
    isotonic = IsotonicRegression().fit(risk[:n], share, sample_weight=all_)
    slope, intercept = logistic(risk.reshape(-1, 1), left, counts, numpy.inf)
    ratings = numpy.tile(numpy.array(q["Ratings"], dtype=float), (2, 1))
    accounts = numpy.concatenate([q["Leavers"], q["Stayers"]]).astype(float)
    outcomes = numpy.repeat([1, 0], len(q["Leavers"]))
    json.dump({
        "AUC": roc_auc_score(outcome, -score, sample_weight=weight),
        "LogLoss": log_loss(happened, forecast, sample_weight=times),
        "Brier": brier_score_loss(happened, forecast, sample_weight=times),
        "Isotonic": [float(p) for p in isotonic.predict(risk[:n])],
        "Platt": [intercept, slope],
        "Ridge": logistic(ratings, outcomes, accounts, 1.0),
    }, sys.stdout)


main()
