# One image, many commands (docker-compose.yml). Every step is in deploy/build.sh, which a test runs.
FROM python:3.13-slim-trixie AS python
WORKDIR /app
COPY requirements.lock ./
COPY deploy/build.sh deploy/
RUN deploy/build.sh python /opt/topout
ENV PATH=/opt/topout/bin:$PATH
COPY . .
ENV NUMBA_CACHE_DIR=/opt/topout/kernel
RUN deploy/build.sh words && deploy/build.sh schema && deploy/build.sh kernel

FROM node:24-slim AS pages
WORKDIR /app
COPY deploy/build.sh deploy/
COPY web web
COPY --from=python /app/web/schema.json web/
RUN deploy/build.sh pages

FROM python:3.13-slim-trixie
# numbers, so that an orchestrator can see that it is not root
RUN groupadd --gid 10001 topout && useradd --uid 10001 --gid topout --no-create-home topout \
    # a new volume gets the owner that its folder has here
    && install -d -o topout -g topout /data /data/media /static /opt/topout/kernel
COPY --from=python /opt/topout /opt/topout
# the kernel adds what it compiles later
COPY --from=python --chown=10001:10001 /opt/topout/kernel /opt/topout/kernel
COPY --from=python /app /app
COPY --from=pages /app/web/dist /app/web/dist
WORKDIR /app
ENV PATH=/opt/topout/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    NUMBA_CACHE_DIR=/opt/topout/kernel DATA_DIR=/data STATIC_ROOT=/static HOST=0.0.0.0 PORT=8000
USER 10001:10001
RUN deploy/build.sh static
VOLUME ["/data"]
EXPOSE 8000
CMD ["gunicorn", "-c", "backend/gunicorn.py", "backend.wsgi:application"]
