from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Scoring"

    def ready(self) -> None:
        # They register, or listen to signals.
        from scoring import (  # noqa: F401
            audit_words,
            deliveries_bell,
            forgetting,
            languages,
            notify,
            outbox_bell,
            own_data,
            queue,
            retelling,
        )

        audit_words.add()
        languages.teach_the_engine()
        retelling.register()
