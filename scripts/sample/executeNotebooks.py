"""Runs the notebooks of sample/ from top to bottom and writes their outputs back.

    pip install -r sample/requirements.txt nbclient
    python scripts/sample/executeNotebooks.py [notebook ...]

A changed notebook or model file changes the commits that the sample's registrations name: run registerVersions.mjs
afterwards.
"""

import hashlib
import platform
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "sample" / "notebooks"


def execute(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for index, cell in enumerate(notebook.cells):
        cell["id"] = hashlib.sha1(f"{path.name}{index}".encode()).hexdigest()[:8]
        cell["metadata"].pop("execution", None)
    # The name of the kernel, not of the environment that happened to run it.
    notebook.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata["language_info"]["version"] = platform.python_version()
    text = nbformat.writes(notebook) + "\n"
    if str(Path.home()) in text or str(path.parent) in text:
        raise SystemExit(f"{path.name}: an output names a folder of this machine; change the cell that prints it")
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for target in [Path(name).resolve() for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        print(target.name)
        execute(target)
