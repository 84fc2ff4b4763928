"""The metrics once more, sample by sample and pair by pair: what `reference.py` is held against."""


def forward(scores, labels, threshold):
    """Counts by hand; a division by nothing gives what the statement says."""
    samples = list(zip(scores.tolist(), labels.tolist(), strict=True))
    right = hits = called = there = 0
    for score, label in samples:
        says = 1 if score >= threshold else 0
        right += says == label
        hits += says * label
        called += says
        there += label
    precision = hits / called if called > 0 else 0.0
    recall = hits / there if there > 0 else 0.0
    f1 = 2.0 / (1.0 / precision + 1.0 / recall) if hits > 0 else 0.0
    return right / len(samples), precision, recall, f1, _auc(samples)


def _auc(samples):
    """The share of pairs of a positive and a negative that are in the right order."""
    won, pairs = 0.0, 0
    for mine, label in samples:
        for other, rival in samples:
            if label == 1 and rival == 0:
                pairs += 1
                won += 1.0 if mine > other else 0.5 if mine == other else 0.0
    return won / pairs if pairs > 0 else 0.5
