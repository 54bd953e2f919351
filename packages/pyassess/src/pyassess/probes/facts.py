"""Tell which wheels and markers this interpreter goes by."""

import json
import platform
import sys

sys.path.append(sys.argv[1])  # where `packaging` lies

from packaging.markers import default_environment
from packaging.tags import sys_tags

sys.stdout.write(
    json.dumps(
        {
            "version": platform.python_version(),
            "path": getattr(sys, "_base_executable", sys.executable),
            "prefix": sys.base_prefix,
            "tags": [str(tag) for tag in sys_tags()],
            "markers": default_environment(),
        }
    )
)
