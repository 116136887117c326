"""The site with worker, scheduler and broker, as the demo starts them: `python -m tests.browser.journeys.site PORT`.

It builds its company in `DATA_DIR` first, and ends with whoever started it.
"""

import sys

import django

READY = "the site answers"

if __name__ == "__main__":
    django.setup()

    from django.conf import settings
    from django.core.management import call_command

    from badges_site.demo.serving import serve
    from badges_site.words.translations import compile_words
    from tests.browser.journeys.company import build

    compile_words()
    call_command("migrate", interactive=False, verbosity=0)
    build()
    sys.exit(
        serve(
            port=int(sys.argv[1]),
            base_dir=settings.BASE_DIR,
            welcome=lambda: print(READY, flush=True),
            end_with_parent=True,
        )
    )
