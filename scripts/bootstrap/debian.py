"""What the tests need from the system: a browser and Chinese fonts, by apt-get where that may be used."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import List, Optional

from .runner import Failed, run
from .steps import Step
from .trouble import explain


def missing() -> List[str]:
    """The Debian packages whose programs or files are not there."""
    found = []
    if not (os.environ.get("XUESHI_CHROMIUM") or shutil.which("chromium")):
        found.append("chromium")
    if not _has_chinese_font():
        found.append("fonts-noto-cjk")
    return found


def install_system_packages(step: Step) -> None:
    """Install what is missing; where that cannot be, say so: the browser tests are then left out. Raises Trouble."""
    wanted = missing()
    if not wanted:
        step.done("there")
        return
    prefix = _apt()
    if prefix is None:
        names = " ".join(wanted)
        step.done(f"missing: {names}; the browser tests are left out. As root: apt-get install {names}")
        return
    step.doing(f"installing {' '.join(wanted)}")
    try:
        run([*prefix, "apt-get", "update"], "apt-update")
        run([*prefix, "apt-get", "install", "-y", "--no-install-recommends", *wanted], "apt-install")
    except Failed as failed:
        raise explain(f"apt-get could not install {' '.join(wanted)}", failed.output, f"see {failed.log}") from None
    step.done("installed")


def _has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    return bool(subprocess.run([listing, ":lang=zh"], stdout=subprocess.PIPE, check=False).stdout.strip())


def _apt() -> Optional[List[str]]:
    """What stands before apt-get: nothing for root, sudo where it asks for no password, None where neither."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None
