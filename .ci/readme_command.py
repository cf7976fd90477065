"""Print the N-th command of the README, so that CI runs exactly what users read."""

import re
import sys
from pathlib import Path

readme = Path("README.md").read_text(encoding="utf-8")
section = readme.split("## Two commands", 1)[1].split("\n## ", 1)[0]
blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
sys.stdout.write(blocks[int(sys.argv[1]) - 1])
