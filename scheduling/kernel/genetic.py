"""Orders of placing that compete and mix: a genetic search over activity lists.

Two-point crossover and neighbour swaps on activity lists (Hartmann 1998), every child justified
(Valls, Ballestin, Quintanilla 2008).
"""

from scheduling.kernel.clock import Clocks
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.lists import PERIOD, by_predecessors, draw
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.kernel.pool import People, Pool, Room
from scheduling.kernel.scheme import justified

# one neighbour swap in so many places of a list
SWAP_ONE_IN = 20


@compiled
def settled(
    net: Network,
    rules: Rules,
    clocks: Clocks,
    dates: Dates,
    pool: Pool,
    room: Room,
    people: People,
    member: int,
) -> None:
    """Make one of the first people: the rule itself, or the rule disturbed by chance.

    Chance grows with every schedule that was there before. Where few activities lie further apart
    in the rule than chance reaches, all people would be alike, and mixing them would make nothing.
    """
    for i in range(len(room.order)):
        chance = draw(room.random, people.spread[0]) if member > 0 else 0
        room.keys[i] = people.urgency[i] + chance
    by_predecessors(net, room)
    score = justified(net, rules, clocks, dates, pool, room)
    if not is_new(people, room, score, member):
        people.spread[0] = min(2 * people.spread[0], PERIOD)
    enter(people, room, member, score)


@compiled
def evolved(
    net: Network,
    rules: Rules,
    clocks: Clocks,
    dates: Dates,
    pool: Pool,
    room: Room,
    people: People,
    children: int,
) -> int:
    """Make so many children; each takes the place of a worse member. Returns the best score."""
    for _ in range(children):
        mother, father = better(people, room), better(people, room)
        crossed(people, room, mother, father)
        swapped(net, room)
        score = justified(net, rules, clocks, dates, pool, room)
        loser = worse(people, room)
        if score <= people.scores[loser] and is_new(people, room, score, len(people.scores)):
            enter(people, room, loser, score)
    best = people.scores[0]
    for member in range(len(people.scores)):
        best = min(best, people.scores[member])
    return best  # type: ignore[no-any-return] # an array's element


@inner
def better(people: People, room: Room) -> int:
    """The better of two members drawn."""
    one, other = draw(room.random, len(people.scores)), draw(room.random, len(people.scores))
    return one if people.scores[one] <= people.scores[other] else other


@inner
def worse(people: People, room: Room) -> int:
    """The worst of four members drawn."""
    found = draw(room.random, len(people.scores))
    for _ in range(3):
        other = draw(room.random, len(people.scores))
        if people.scores[other] > people.scores[found]:
            found = other
    return found


@inner
def crossed(people: People, room: Room, mother: int, father: int) -> None:
    """The mother's order, but between two points the activities come in the father's order."""
    count = len(room.order)
    one, other = draw(room.random, count + 1), draw(room.random, count + 1)
    first, last = min(one, other), max(one, other)
    for i in range(count):
        room.taken[i] = 0
    for k in range(first):
        room.order[k] = people.orders[mother * count + k]
        room.taken[room.order[k]] = 1
    at = _filled(people, room, father, first, last)
    _filled(people, room, mother, at, count)


@inner
def _filled(people: People, room: Room, parent: int, at: int, last: int) -> int:
    """Fill the child up to `last` with what it lacks, in the parent's order."""
    count = len(room.order)
    for k in range(count):
        if at >= last:
            break
        i = people.orders[parent * count + k]
        if room.taken[i] == 0:
            room.order[at] = i
            room.taken[i] = 1
            at += 1
    return at


@inner
def swapped(net: Network, room: Room) -> None:
    """Swap some neighbours that no link keeps in order."""
    for k in range(len(room.order) - 1):
        if draw(room.random, SWAP_ONE_IN) > 0:
            continue
        one, other = room.order[k], room.order[k + 1]
        linked = False
        for link in range(net.in_ptr[other], net.in_ptr[other + 1]):
            linked = linked or net.in_pred[link] == one
        if not linked:
            room.order[k], room.order[k + 1] = other, one


@inner
def is_new(people: People, room: Room, score: int, members: int) -> bool:
    """Has none of the first so many members this schedule?"""
    mark = room.mark[0]
    for member in range(members):
        if people.marks[member] == mark and people.scores[member] == score:
            return False
    return True


@inner
def enter(people: People, room: Room, member: int, score: int) -> None:
    """Give the best order found last to a member."""
    count = len(room.kept)
    people.scores[member] = score
    people.marks[member] = room.mark[0]
    for k in range(count):
        people.orders[member * count + k] = room.kept[k]
