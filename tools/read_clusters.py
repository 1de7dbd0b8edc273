"""Read and fuse the marked clusters: `python -m tools.read_clusters OUT_DIR`."""

import sys
from pathlib import Path

import msgspec

from tarjih.fusion.fuse import fuse
from tools.read_gold import read_folder

if __name__ == "__main__":
    out = Path(sys.argv[1])
    readings = read_folder(Path("../shared/gold/clusters"), out)
    (out / "FUSED.json").write_bytes(msgspec.json.encode(fuse(readings)))
