"""Which names of the phone systems are whose? (P15)"""

from collections.abc import Mapping

from sqlalchemy import select

from storage.calls import agent_names
from storage.database import Session, insert_for
from storage.roster import Progress, Tally

_all = select(agent_names.c.name, agent_names.c.employee_no)


def all_names(session: Session) -> dict[str, str]:
    """The employee number behind each name that is filed; `rules.digests_facts.agent_of` knows the others."""
    return {name: number for name, number in session.execute(_all)}  # noqa: C416


def put(session: Session, numbers: Mapping[str, str], progress: Progress) -> Tally:
    """Employee numbers by name; a name may pass to somebody else."""
    before = all_names(session)
    fresh = {name: number for name, number in numbers.items() if before.get(name) != number}
    if fresh:
        insert = insert_for(session.dialect.name, agent_names)
        changed = {"employee_no": insert.excluded.employee_no}
        values = [{"name": name, "employee_no": number} for name, number in sorted(fresh.items())]
        session.execute(insert.on_conflict_do_update(index_elements=["name"], set_=changed), values)
    progress(len(numbers))
    new = sum(name not in before for name in fresh)
    return Tally(new, len(fresh) - new, len(numbers) - len(fresh))
