"""Attempt → the tree of activities that a report shows."""

from apps.scorm.models import Attempt, Sco, ScoState
from apps.scorm.reporting.report import Activity


def activity_tree(attempt: Attempt) -> Activity:
    """The course as a whole, with the package's SCOs as its children."""
    package = attempt.package
    states = {state.sco_id: state for state in attempt.states.all()}
    return Activity(
        identifier=str(package.manifest.get("identifier") or package.pk),
        title=package.title,
        standard=package.standard,
        completion=attempt.completion,
        success=attempt.success,
        score=attempt.score,
        seconds=attempt.seconds,
        attempts=attempt.number + 1 if attempt.first_accessed_at else 0,
        children=[_sco_activity(sco, states.get(sco.pk), package.standard) for sco in package.scos.all()],
    )


def _sco_activity(sco: Sco, state: ScoState | None, standard: str) -> Activity:
    if state is None:
        return Activity(sco.identifier, sco.title, standard)
    return Activity(
        sco.identifier,
        sco.title,
        standard,
        state.completion,
        state.success,
        state.score,
        state.seconds,
        attempts=1,
        cmi=state.cmi,
    )
