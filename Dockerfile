# syntax=docker/dockerfile:1

# builder: the environment under /opt/ojala, with everything compiled. Compilers stay here.
FROM python:3.13-slim AS builder
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /build
RUN python -m venv /opt/ojala && /opt/ojala/bin/python -m pip install --no-cache-dir uv==0.13.0
COPY requirements.lock ./
RUN /opt/ojala/bin/uv pip install --no-cache --python /opt/ojala/bin/python --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN /opt/ojala/bin/uv pip install --no-cache --python /opt/ojala/bin/python --no-deps . \
    && /opt/ojala/bin/python -c "from ojala.content.loader import load; load()"

# development: the same with the tools, serving the source that is mounted over /build.
FROM builder AS development
COPY requirements-dev.lock ./
RUN /opt/ojala/bin/uv pip install --no-cache --python /opt/ojala/bin/python --require-hashes -r requirements-dev.lock \
    && /opt/ojala/bin/uv pip install --no-cache --python /opt/ojala/bin/python --no-deps --editable .
ENV PATH=/opt/ojala/bin:$PATH OJALA_HOST=0.0.0.0 OJALA_DATA_DIR=/build/var
EXPOSE 8000
CMD ["ojala", "serve"]

# production: nothing but Python and the environment, owned by root and run by somebody else.
FROM python:3.13-slim AS production
RUN groupadd --system --gid 10001 ojala \
    && useradd --system --uid 10001 --gid ojala --no-create-home --shell /usr/sbin/nologin ojala \
    && install --directory --owner=ojala --group=ojala /var/lib/ojala
COPY --from=builder /opt/ojala /opt/ojala
ENV PATH=/opt/ojala/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    OJALA_ENVIRONMENT=production \
    OJALA_HOST=0.0.0.0 \
    OJALA_PORT=8000 \
    OJALA_DATA_DIR=/var/lib/ojala \
    OJALA_LOG_FORMAT=json
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["ojala"]
CMD ["serve"]

# backup: production with PostgreSQL's client, for `ojala backup` and `ojala restore`.
FROM production AS backup
USER 0
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17=17.* \
    && rm -rf /var/lib/apt/lists/*
USER 10001:10001
CMD ["backup", "/var/lib/ojala/backup.ojala"]
