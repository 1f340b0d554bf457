"""How alike two photos are once they lie on one another, and where the one lies in the other."""

from typing import NamedTuple

import numpy as np

from projects.imaging.views import Grey, View, sampled

SAMPLES = 48
BLOCKS = 6
# grey levels below which a block shows nothing to compare
TEXTURE_LEAST = 2.5
# of a print's whole numbers, as grey levels squared
ROUNDING = 0.5
# a mark or a hand covers some blocks of a copy; the others tell
COVERED_SHARE = 0.3
# how far to go at once, and the score without which going on is no use
STEPS = ((0.04, 0.5), (0.02, 0.7), (0.01, 0.85), (0.005, 0.9))
TURN_STEP = 50.0


class Likeness(NamedTuple):
    """0 to 1 over the blocks that are not covered, and the view of the other that the one shows."""

    score: float
    view: View


def likeness(
    one: Grey, other: Grey, *, seen: View, view: View, aspect_one: float, aspect_other: float
) -> Likeness:
    """How alike `seen` of the one and `view` of the other are at the best place nearby.

    The place is found by going where it gets better, in smaller and smaller steps of middle,
    size and turn; strangers are given up on the way.
    """
    fixed = _blocks(sampled(one, seen, aspect=aspect_one, edge=SAMPLES))

    def score(place: View) -> float:
        return _score(fixed, _blocks(sampled(other, place, aspect=aspect_other, edge=SAMPLES)))

    best = Likeness(score(view), view)
    for step, worth in STEPS:
        for _ in range(4):
            tried = [Likeness(score(place), place) for place in _around(best.view, step)]
            better = max(tried)
            if better.score <= best.score:
                break
            best = better
        if best.score < worth:
            break
    return best


def _around(view: View, step: float) -> list[View]:
    x, y, size, turn = view
    return [
        View(x + step, y, size, turn),
        View(x - step, y, size, turn),
        View(x, y + step, size, turn),
        View(x, y - step, size, turn),
        View(x, y, size * (1 + step), turn),
        View(x, y, size * (1 - step), turn),
        View(x, y, size, turn + step * TURN_STEP),
        View(x, y, size, turn - step * TURN_STEP),
    ]


def _blocks(seen: Grey) -> Grey:
    """The samples block by block, each less its mean: light and exposure do not count."""
    side = SAMPLES // BLOCKS
    blocks = seen.reshape(BLOCKS, side, BLOCKS, side).swapaxes(1, 2).reshape(-1, side * side)
    centred: Grey = blocks - blocks.mean(axis=1, keepdims=True)
    return centred


def _score(one: Grey, other: Grey) -> float:
    """The mean correlation of the blocks with texture, without the worst that may be covered."""
    power_one, power_other = (one**2).mean(axis=1), (other**2).mean(axis=1)
    least = TEXTURE_LEAST**2
    told = np.maximum(power_one, power_other) > least
    if told.sum() < BLOCKS:
        return 0.0
    both = (one * other).mean(axis=1)[told]
    size = np.sqrt(power_one * power_other)[told] + ROUNDING
    found = np.sort(both / size)
    return float(found[int(len(found) * COVERED_SHARE) :].mean())
