from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Scoring"

    def ready(self) -> None:
        # They register, or listen to signals.
        from scoring import audit_words, deliveries_bell, notify, outbox_bell, own_data, queue  # noqa: F401
        from scoring import forgetting  # noqa: F401  # isort: skip

        audit_words.add()
        from scoring import retelling
        from scoring.languages import teach_the_engine

        teach_the_engine()
        retelling.register()
