# One image for every role; docker-compose.yml says which one a container plays.
FROM node:20-slim AS browser-code
WORKDIR /bright
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY apps/embedder/javascript apps/embedder/javascript
RUN npm run build

FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --system --create-home --home-dir /var/lib/bright --shell /usr/sbin/nologin bright
WORKDIR /opt/bright

COPY requirements.txt .ci/setuptools.txt ./
RUN pip install --require-hashes -r requirements.txt -r setuptools.txt

COPY pyproject.toml README.md manage.py ./
COPY bright bright
COPY apps apps
COPY config config
COPY server server
COPY --from=browser-code /bright/node_modules/scorm-again node_modules/scorm-again
COPY --from=browser-code /bright/build build
RUN pip install --no-deps --no-build-isolation --editable .

# The key is for this step only: nothing is encrypted in it, and it is not kept.
ENV BRIGHT_HOME=/var/lib/bright BRIGHT_STATIC=/opt/bright/static BRIGHT_BIND=0.0.0.0
RUN BRIGHT_SECRET_KEYS=only-while-the-image-is-built-no-data python manage.py collectstatic --no-input --verbosity 0

USER bright
VOLUME /var/lib/bright
EXPOSE 8000
CMD ["bright", "web"]
