"""Each verb of the audit as a sentence. The rooms above add their own when they are loaded.

`%(actor)s` did it; `%(object)s` is what it was done to, by name where it still has one; whatever else stands in a
sentence is taken from the entry's data, with names for the keys of people, teams and badges.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django.db.models import Q

    from recognition.models import Person

SENTENCES: dict[str, Promise] = {
    "award.accept": _("%(actor)s wants %(badge)s after all."),
    "award.answer": _("%(actor)s answered the question about %(badge)s of %(person)s."),
    "award.apply": _("The rules moved %(badge)s of %(person)s to “%(to)s”."),
    "award.approve": _("%(actor)s approved %(badge)s for %(person)s."),
    "award.ask": _("%(actor)s asked a question about %(badge)s of %(person)s."),
    "award.decline": _("%(actor)s declined %(badge)s."),
    "award.freeze": _("%(actor)s put %(badge)s of %(person)s under review."),
    "award.grant": _("%(actor)s gave %(badge)s to %(person)s."),
    "award.hide": _("%(actor)s hid %(badge)s on their profile."),
    "award.pin": _("%(actor)s pinned %(badge)s to their profile."),
    "award.reopen": _("%(actor)s took back a decision about %(badge)s of %(person)s."),
    "award.restore": _("%(actor)s restored %(badge)s of %(person)s."),
    "award.return": _("%(actor)s decided for the panel not to give %(badge)s to %(person)s."),
    "award.revoke": _("%(actor)s and %(seconded_by)s ended %(badge)s of %(person)s."),
    "award.show": _("%(actor)s showed %(badge)s on their profile again."),
    "award.unfreeze": _("%(actor)s ended the review of %(badge)s of %(person)s."),
    "award.unpin": _("%(actor)s unpinned %(badge)s from their profile."),
    "badge.create": _("%(actor)s began the badge %(object)s."),
    "badge.describe": _("%(actor)s described the criteria of %(object)s."),
    "badge.draw": _("%(actor)s drew the picture of %(object)s."),
    "badge.edit": _("%(actor)s edited the words of %(object)s."),
    "badge.publish": _("%(actor)s published %(object)s."),
    "badge.retire": _("%(actor)s retired %(object)s."),
    "badge.upload_picture": _("%(actor)s gave %(object)s a picture of its own."),
    "bulk_award.approve": _("%(actor)s approved bulk award %(object)s."),
    "bulk_award.ask": ngettext_lazy(
        "%(actor)s asked for bulk award %(object)s: %(badge)s for %(people)s person.",
        "%(actor)s asked for bulk award %(object)s: %(badge)s for %(people)s people.",
        "people",
    ),
    "bulk_award.decline": _("%(actor)s declined bulk award %(object)s."),
    "bulk_award.withdraw": _("%(actor)s withdrew bulk award %(object)s."),
    "chain.check": _("%(actor)s asked whether the chain of this log holds."),
    "directory_group.add": _("%(actor)s told of the group “%(name)s”."),
    "directory_group.change": _("%(actor)s changed the group “%(name)s”."),
    "directory_group.end": _("%(actor)s ended the group “%(name)s”."),
    "directory_token.end": _("%(actor)s ended the token %(object)s of the directory."),
    "directory_token.make": _("%(actor)s made the token %(object)s for the directory."),
    "chat.link": _("%(actor)s linked an account of the chat to their entry."),
    "chat.unlink": _("%(actor)s unlinked an account of the chat."),
    "endpoint.change": _("%(actor)s changed what is posted to %(object)s."),
    "endpoint.drop_old_secret": _("%(actor)s ended the earlier secret of %(object)s."),
    "endpoint.make": _("%(actor)s made the endpoint %(object)s."),
    "endpoint.make_secret": _("%(actor)s gave %(object)s a new secret."),
    "endpoint.remove": _("%(actor)s removed the endpoint %(object)s."),
    "endpoint.send_again": _("%(actor)s sent a message to %(object)s again."),
    "endpoint.switch_off": _("%(actor)s switched %(object)s off."),
    "endpoint.switch_on": _("%(actor)s switched %(object)s on."),
    "credential.make": _("%(actor)s made a credential of an own badge: %(award)s."),
    "credential.withdraw": _("%(actor)s withdrew the credential of an own badge: %(award)s."),
    "erasure.approve": _("%(actor)s approved request %(object)s to forget a person."),
    "erasure.ask": _("%(actor)s asked that a person who left be forgotten: request %(object)s."),
    "erasure.decline": _("%(actor)s declined request %(object)s to forget a person."),
    "erasure.withdraw": _("%(actor)s took back request %(object)s to forget a person."),
    "facts.import": _("%(actor)s took over files of the source %(object)s."),
    "feed.end": _("%(actor)s closed their feeds."),
    "feed.make": _("%(actor)s made addresses of feeds for themselves."),
    "import.cancel": _("%(actor)s set import %(object)s aside."),
    "import.confirm": _("%(actor)s confirmed import %(object)s."),
    "import.upload": _("%(actor)s handed in files: import %(object)s."),
    "login.add_factor": _("%(actor)s set up a second step of the sign-in of %(object)s."),
    "login.change_password": _("%(actor)s changed the password of %(object)s."),
    "login.connect": _("%(actor)s connected a company account to %(object)s."),
    "login.remove_factor": _("%(actor)s took away a second step of the sign-in of %(object)s."),
    "login.renew_codes": _("%(actor)s made new recovery codes of %(object)s."),
    "login.disconnect": _("%(actor)s disconnected a company account from %(object)s."),
    "login.end_token": _("%(actor)s ended an API token of %(object)s."),
    "login.link": _("%(actor)s linked a login to %(object)s."),
    "login.make_service": _("%(actor)s made the login %(object)s of a service."),
    "login.open": _("%(actor)s opened the login of %(object)s again."),
    "login.reset_factors": _("%(actor)s took away every second step of the sign-in of %(object)s."),
    "login.set_password": _("%(actor)s set a password for %(object)s."),
    "login.shut": _("%(actor)s shut the login of %(object)s."),
    "login.unlink": _("%(actor)s took the login of %(object)s away."),
    "nomination.submit": _("%(actor)s nominated %(nominee)s for %(badge)s."),
    "nomination.withdraw": _("%(actor)s withdrew nomination %(object)s."),
    "outbox.cancel": _("%(actor)s cancelled a message on its way out: %(object)s."),
    "outbox.retry": _("%(actor)s sent a message again: %(object)s."),
    "outcome.claim": _("%(actor)s reported an outcome of their own: %(title)s."),
    "outcome.fill": _("%(actor)s told more about the outcome %(object)s."),
    "outcome.join": _("%(actor)s told who else shares in the outcome %(object)s."),
    "outcome.pass_on_verification": _("%(actor)s passed on that %(verifier)s confirmed the outcome %(object)s."),
    "outcome.pass_on_withdrawal": _("%(actor)s passed on that %(verifier)s took back a word about %(object)s."),
    "outcome.redate": _("%(actor)s told that the outcome %(object)s happened earlier."),
    "outcome.redate_reversal": _("%(actor)s told more about why the outcome %(object)s did not hold."),
    "outcome.report": _("%(actor)s reported the outcome %(object)s."),
    "outcome.reverse": _("%(actor)s recorded that the outcome %(object)s did not hold."),
    "outcome.verify": _("%(actor)s confirmed the outcome %(object)s."),
    "person.add": _("%(actor)s added %(object)s to the directory."),
    "person.come_back": _("%(actor)s recorded that %(object)s works here again."),
    "person.describe": _("%(actor)s edited the entry of %(object)s."),
    "person.erase": _("It was forgotten who this was: %(object)s. Entries of this log that were emptied: %(entries)s."),
    "person.leave": _("%(actor)s recorded that %(object)s left on %(on)s."),
    "person.move": _("%(actor)s moved %(object)s to the team %(team)s."),
    "person.set_automated": _("%(actor)s said whether %(object)s is an automated account."),
    "preferences.choose_visibility": _("%(actor)s chose who sees their badges and words."),
    "role.end": _("%(actor)s ended the role “%(role)s” of %(object)s."),
    "role.grant": _("%(actor)s gave %(object)s the role “%(role)s”."),
    "session.end": _("%(actor)s ended a session of theirs."),
    "session.end_others": _("%(actor)s ended their other sessions."),
    "source_account.link": _("%(actor)s said that the account %(object)s belongs to %(person)s."),
    "source_account.set_aside": _("%(actor)s said that the account %(object)s is nobody of ours."),
    "source_secret.end": _("%(actor)s ended a secret of the source %(object)s."),
    "source_secret.make": _("%(actor)s made a secret for the source %(object)s."),
    "delivery.retry": _("%(actor)s had the delivery %(object)s worked on again."),
    "team.add": _("%(actor)s added the team %(object)s."),
    "team.change": _("%(actor)s changed the team %(object)s."),
    "team.close": _("%(actor)s closed the team %(object)s."),
    "thanks.give": _("%(actor)s thanked %(receiver)s."),
    "thanks.withdraw": _("%(actor)s withdrew a thank you."),
    "token.end": _("%(actor)s ended an API token of theirs."),
    "token.sign_in": _("%(actor)s exchanged a password for a token of the API."),
    "token.make": _("%(actor)s made an API token."),
}
# For what has no sentence: a verb of an older or a newer version.
UNKNOWN: Promise = _("%(actor)s: %(verb)s, %(object)s.")

# Verbs, or beginnings of verbs, about patterns and rulings: auditors read them, and admins hold another office.
FOR_AUDITORS_ONLY: set[str] = set()
# Entries about what concerns the reader, which their other pages leave out for the same reason.
CONCERNING: set[Callable[[Person], Q]] = set()
# Verbs whose data nobody reads here, since it may say something of a person's use of tools.
WITHOUT_DATA: set[str] = set()

KINDS: dict[str, Promise] = {
    "person": _("a person"),
    "team": _("a team"),
    "award": _("an award"),
    "badge": _("a badge"),
    "nomination": _("a nomination"),
    "thanks": _("a thank you"),
    "outcome": _("an outcome"),
    "rolegrant": _("a role"),
    "bulkaward": _("a bulk award"),
    "importrun": _("an import"),
    "endpoint": _("an endpoint"),
    "source": _("a source"),
    "directorygroup": _("a group of the directory"),
    "directorytoken": _("a token of the directory"),
    "login": _("a login"),
    "credential": _("a credential"),
    "message": _("a message"),
    "chain": _("the log itself"),
}
