# One image for web, worker, beat and the commands; docs/operations.md says how to run it.

FROM python:3.11-slim AS build
# Behind a mirror: --build-arg PIP_INDEX_URL=... It stays in this stage.
ARG PIP_INDEX_URL
WORKDIR /srv/plaudit
RUN python -m venv .venv
ENV PATH=/srv/plaudit/.venv/bin:$PATH
# First and alone: installed again only when the lock has changed.
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
COPY . .
# The settings ask for these; nothing of them is kept. Compiled here, since nobody may write to it later.
RUN export SECRET_KEY=not-kept DEBUG=off ALLOWED_HOSTS=none DATA_DIR=/tmp STATIC_ROOT=/srv/plaudit/static-root \
    && python manage.py compile_words \
    && python manage.py collectstatic --no-input \
    && python -m compileall -q badges_site recognition scoring

FROM python:3.11-slim
# A number, so that an orchestrator can see that it is not root; it owns nothing but the folder of beat's clock.
RUN groupadd --system --gid 10001 plaudit \
    && useradd --system --uid 10001 --gid plaudit --no-create-home --home-dir /var/lib/plaudit plaudit \
    && install --directory --owner plaudit --group plaudit --mode 0750 /var/lib/plaudit
WORKDIR /srv/plaudit
COPY --from=build /srv/plaudit /srv/plaudit
ENV PATH=/srv/plaudit/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/var/lib/plaudit \
    STATIC_ROOT=/srv/plaudit/static-root \
    DEBUG=off \
    WEB_CONCURRENCY=2
USER 10001:10001
EXPOSE 8000
# Alive, not ready: a database that is away must not get web servers killed. For load balancers there is /readyz.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# The control socket would be one more door, and has no place to write to.
CMD ["gunicorn", "badges_site.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
