"""F06: `kill -9` of the web process right before and right after a COMMIT.

What was committed is told although the process that stored it rang no bell; what was not is
nowhere.
"""

from launcher import commands
from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import official_seed
from tests.faults.verdict import Figures, judge
from tests.faults.web import Web, site_seed

APPLICATION = "tests.faults.severed:application"
STORED = "SELECT code FROM projects_activity"
TOLD = """
SELECT a.code FROM projects_alertdelivery d JOIN projects_activity a ON a.id = d.milestone_id
"""


def play(house: House, scale: Scale) -> Figures:
    """Kill `kills` times on either side of the COMMIT, then scan and deliver."""
    site = site_seed(house)
    official_seed(house, project=site.project)
    order = house.home / "sever"
    web = Web(house, site, application=APPLICATION, SEVER=str(order))
    committed = []
    for number in range(scale.kills):
        for side in ("before", "after"):
            web.ready()
            order.write_text(side, encoding="ascii")
            code = f"{side}-{number}"
            answer = web.milestone(code)
            assert answer.status == 0, "nobody was killed"
            assert not order.exists()
            committed += [code] if side == "after" else []
    web.running.stop()
    stored = {str(code) for (code,) in house.rows(STORED)}
    assert stored == set(committed), stored ^ set(committed)
    house.mailbox()
    house.start("worker", *commands.WORKER, FAULT_SCAN_LATE_SECONDS="1")
    house.wait(lambda: len(house.keys()) == len(committed) and not house.left())
    verdict = judge(house, created=len(committed), kills=2 * scale.kills)
    told = [str(code) for (code,) in house.rows(TOLD)]
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == (0, 0, 0), verdict.line
    assert sorted(told) == sorted(committed)
    return Figures(
        {"committed": len(committed), "told": len(told), "rolled_back": scale.kills}, verdict
    )
