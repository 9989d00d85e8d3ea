"""Which parts of a graph lead back to themselves."""

from collections.abc import Iterable, Sequence


def components(after: Sequence[Iterable[int]]) -> list[list[int]]:
    """The strongly connected parts of a graph given as successors, each before whatever leads to it (Tarjan)."""
    order: list[int] = [-1] * len(after)
    low: list[int] = [0] * len(after)
    waiting: list[int] = []
    is_waiting = bytearray(len(after))
    found: list[list[int]] = []
    count = 0
    for root in range(len(after)):
        if order[root] >= 0:
            continue
        order[root] = low[root] = count
        count += 1
        waiting.append(root)
        is_waiting[root] = 1
        trail = [(root, iter(after[root]))]
        while trail:
            here, rest = trail[-1]
            for there in rest:
                if order[there] < 0:
                    order[there] = low[there] = count
                    count += 1
                    waiting.append(there)
                    is_waiting[there] = 1
                    trail.append((there, iter(after[there])))
                    break
                if is_waiting[there]:
                    low[here] = min(low[here], order[there])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[here])
                if low[here] == order[here]:
                    members = []
                    while True:
                        member = waiting.pop()
                        is_waiting[member] = 0
                        members.append(member)
                        if member == here:
                            break
                    found.append(members)
    return found
