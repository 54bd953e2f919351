"""Import one module and tell what came of it."""

import importlib
import json
import os
import sys
import traceback
import warnings

# Standard output belongs to the answer alone, whatever the module prints.
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

module = sys.argv[1]
sys.path[:1] = sys.argv[2:]  # instead of the folder of this script
strict = bool(sys.warnoptions)
heard: "list[str]" = []
if not strict:
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, category, *_rest, **_more: heard.append(
        f"{category.__name__}: {message}"
    )
result: "dict[str, object]" = {"ok": True, "error": "", "missing": "", "files": [], "tail": ""}
try:
    importlib.import_module(module)
except BaseException as error:  # noqa: BLE001 -- a module may well raise SystemExit on import
    frames = traceback.extract_tb(error.__traceback__)
    result = {
        "ok": False,
        "error": f"{type(error).__name__}: {error}",
        "missing": (error.name or "") if isinstance(error, ModuleNotFoundError) else "",
        "files": [f.filename for f in frames if "importlib" not in f.filename],
        "tail": "".join(traceback.format_exception(type(error), error, error.__traceback__)[-4:]),
    }
result["warned"] = heard
json.dump(result, answer)
answer.flush()
os._exit(0)  # threads or exit handlers of the module must not decide
