from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "recognition"
    verbose_name = "Recognition"

    def ready(self) -> None:
        # Listeners of awards and of sign-ins, and what a person can take along.
        from recognition import sign_ins  # noqa: F401
        from recognition.credentials import checks as credential_checks  # noqa: F401
        from recognition.endpoints import kinds, telling  # noqa: F401
        from recognition.entrance import checks, factor_audit  # noqa: F401
        from recognition.notify import award_steps  # noqa: F401
        from recognition.notify import checks as mail_checks  # noqa: F401
        from recognition.privacy import (  # noqa: F401
            own_elsewhere,
            own_facts,
            own_messages,
            own_sign_in,
            told_by_directory,
        )
        from recognition.privacy.erasing import elsewhere, own  # noqa: F401
