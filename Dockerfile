# The command line in a small image, with mypy and without PyTorch:
#   docker build -t typilus . && docker run --rm -v "$PWD:/code:ro" typilus predict /code
# The same with PyTorch and the corpus tools, to train (TORCH_INDEX may name an index of builds without CUDA):
#   docker build -t typilus-train --target train .
# Python 3.12 is the newest one that pytype runs on: `--build-arg CHECKERS=mypy,pytype` adds it.
ARG PYTHON=3.12
FROM python:${PYTHON}-slim AS build
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
# A virtual environment of the first stage; the second one needs no pip in it.
RUN python -m venv --without-pip /opt/typilus
ARG CHECKERS=mypy
WORKDIR /source
COPY constraints.txt setup.cfg pyproject.toml README.md LICENSE ./
COPY graph_extraction graph_extraction
COPY typilus typilus
RUN pip --python /opt/typilus/bin/python install -c constraints.txt ".[${CHECKERS}]"

FROM build AS train-build
RUN apt-get update && apt-get install --yes --no-install-recommends g++ && rm -rf /var/lib/apt/lists/*
# Annoy compiles with -march=native unless told otherwise; the image must run on other processors than the builder's.
ENV ANNOY_COMPILER_ARGS="-fpermissive,-O3,-ffast-math,-fno-associative-math,-DANNOYLIB_MULTITHREADED_BUILD,-std=c++14"
ARG TORCH_INDEX=""
RUN pip --python /opt/typilus/bin/python install -c constraints.txt ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} torch \
    && pip --python /opt/typilus/bin/python install -c constraints.txt ".[${CHECKERS},train,corpus,annoy]"

FROM python:${PYTHON}-slim AS base
RUN useradd --create-home --uid 1000 typilus
ENV PATH=/opt/typilus/bin:$PATH PYTHONUNBUFFERED=1
WORKDIR /code
ENTRYPOINT ["typilus"]
CMD ["--help"]

FROM base AS train
COPY --from=train-build /opt/typilus /opt/typilus
USER typilus

FROM base
COPY --from=build /opt/typilus /opt/typilus
USER typilus
