"""Writes every patch: ``python -m bridge.hosts.patches.write``, or ``make patches``."""

from __future__ import annotations

from pathlib import Path

from bridge.hosts.patches import draw, max_devices, max_page, part_names, pd, stage_control
from bridge.hosts.patches.max_code import scripts
from bridge.hosts.patches.max_file import device, maxpat

ROOT = Path(__file__).parents[3]


def files() -> dict[str, bytes]:
    """Contents by path from the root of the repository."""
    found = {f"max_patches/pd/{name}": text.encode() for name, text in pd.files().items()}
    found |= {f"docs/controllers/{name}": text.encode() for name, text in stage_control.files().items()}
    found |= {name: text.encode() for name, text in part_names.files(ROOT).items()}
    code = scripts()
    remote = max_page.REMOTE_SCRIPT
    found["max_patches/sideman.maxpat"] = maxpat(max_page.page().patcher())
    found["max_patches/sideman.remote.maxpat"] = maxpat(max_page.remote().patcher(remote))
    found[f"max_patches/{remote}"] = code[remote].encode()
    for name, patch, width, script in (
        ("Sideman", max_devices.player(), max_devices.DEVICE_WIDTH, max_devices.DEVICE_SCRIPT),
        ("Sideman Clip", max_devices.clip(), max_devices.CLIP_WIDTH, max_devices.CLIP_SCRIPT),
    ):
        found[f"max_patches/{name}.amxd"] = device(patch, name, width, {script: code[script]})
    return found | {f"docs/hosts/{name}": text.encode() for name, text in pictures().items()}


def pictures() -> dict[str, str]:
    """Drawings of the page and the devices for Max, by file name."""
    page, player, clip = (
        patch.patcher()["patcher"] for patch in (max_page.page(), max_devices.player(), max_devices.clip())
    )
    return {
        "sideman-maxpat.svg": draw.patching(page),
        "sideman-device.svg": draw.presentation(player, "Sideman", max_devices.DEVICE_WIDTH),
        "sideman-clip-device.svg": draw.presentation(clip, "Sideman Clip", max_devices.CLIP_WIDTH),
    }


def main(root: Path = ROOT) -> None:
    """Write them, the scripts' lists of parts first: the patches carry some of the scripts."""
    for name, text in part_names.files(root).items():
        (root / name).write_text(text, encoding="utf-8")
    for name, data in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
