from setuptools import setup

setup(
    name="store",
    py_modules=["store"],
    python_requires=">=3.8, <4",
)
