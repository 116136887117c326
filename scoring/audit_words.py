"""The verbs of the judge's rooms as sentences: see `recognition.audit_words`, which this adds to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition import audit_words
from scoring.queries.audit_entries import entries_concerning

SENTENCES: dict[str, Promise] = {
    "appeal.file": _("%(actor)s contested something: appeal %(object)s."),
    "appeal.reject": _("%(actor)s left things as they were after appeal %(object)s."),
    "appeal.uphold": _("%(actor)s decided for whoever asked in appeal %(object)s."),
    "audit.judge": _("%(actor)s looked at a random award: %(badge)s of %(person)s."),
    "batch_job.declare": _("%(actor)s declared a batch job."),
    "batch_job.end": _("%(actor)s ended a batch job."),
    "batch_job.withdraw": _("%(actor)s withdrew a batch job."),
    "case.assigned": _("%(actor)s gave case %(object)s to somebody to look at."),
    "case.confirmed": _("%(actor)s confirmed case %(object)s."),
    "case.dismissed": _("%(actor)s called case %(object)s a false alarm."),
    "case.given_back": _("%(actor)s gave case %(object)s back."),
    "case.noted": _("%(actor)s wrote a note on case %(object)s."),
    "case.reopened": _("%(actor)s opened case %(object)s again."),
    "case.snoozed": _("%(actor)s put case %(object)s off."),
    "drill.ask": _("%(actor)s asked for drill %(object)s."),
    "judge.recalculate": _("%(actor)s asked to have everybody judged again."),
    "rule.approve": _("%(actor)s approved the rule %(object)s."),
    "rule.ask": _("%(actor)s asked to publish the rule %(object)s."),
    "rule.decline": _("%(actor)s declined to publish the rule %(object)s."),
    "rule.draft": _("%(actor)s wrote a draft of the rule %(object)s."),
    "rule.preview": _("%(actor)s asked for a preview of a rule of %(object)s."),
    "rule.publish": _("%(actor)s published the rule %(object)s, approved by %(approved_by)s."),
    "rule.shadow_start": _("%(actor)s began to try out the rule %(object)s in the shadow."),
    "rule.shadow_stop": _("%(actor)s ended the trial of the rule %(object)s."),
    "rule.withdraw": _("%(actor)s no longer asks to publish the rule %(object)s."),
    "snooze.begin": _("%(actor)s snoozed a pattern: %(object)s."),
    "snooze.end": _("%(actor)s ended the snooze %(object)s."),
    "usage.import": _("%(actor)s loaded usage from the file %(object)s."),
    "usage_account.assign": _("%(actor)s said whose account %(object)s is: %(person)s."),
    "usage_token.create": _("%(actor)s made the usage token %(object)s."),
    "usage_token.end": _("%(actor)s ended the usage token %(object)s."),
}
KINDS: dict[str, Promise] = {
    "ruleversion": _("a rule"),
    "drill": _("a drill"),
    "judge": _("the judge"),
    "usagetoken": _("a usage token"),
    "usageaccount": _("an account of usage"),
    "case": _("a case"),
    "appeal": _("an appeal"),
}


def add() -> None:
    audit_words.SENTENCES.update(SENTENCES)
    audit_words.KINDS.update(KINDS)
    audit_words.FOR_AUDITORS_ONLY.update({"appeal.", "audit.judge", "batch_job.", "case.", "finding.", "snooze."})
    audit_words.WITHOUT_DATA.update({"appeal.", "batch_job."})
    audit_words.CONCERNING.add(entries_concerning)
