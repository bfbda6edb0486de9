# The command line in a small image:
#   docker build -t typilus . && docker run --rm -v "$PWD:/code:ro" typilus predict /code
FROM python:3.13-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends g++ && rm -rf /var/lib/apt/lists/*
# Annoy compiles with -march=native unless told otherwise; the image must run on other processors than the builder's.
ENV ANNOY_COMPILER_ARGS="-fpermissive,-O3,-ffast-math,-fno-associative-math,-DANNOYLIB_MULTITHREADED_BUILD,-std=c++14" \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/typilus
ENV PATH=/opt/typilus/bin:$PATH
WORKDIR /source
# Dependencies first: they change less often than the code. TORCH_INDEX may name an index of builds without CUDA.
ARG TORCH_INDEX=""
COPY constraints.txt ./
RUN pip install -c constraints.txt ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} torch
COPY setup.cfg pyproject.toml README.md LICENSE ./
COPY graph_extraction graph_extraction
COPY typilus typilus
RUN pip install -c constraints.txt .

FROM python:3.13-slim
RUN useradd --create-home --uid 1000 typilus
COPY --from=build /opt/typilus /opt/typilus
ENV PATH=/opt/typilus/bin:$PATH PYTHONUNBUFFERED=1
USER typilus
WORKDIR /code
ENTRYPOINT ["typilus"]
CMD ["--help"]
