"""HTML and CSS as the standards have them: html-validate and csstree-validator."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from urllib.parse import quote

from tests.browser.gates.conftest import GATE, HERE
from tests.browser.gates.views import STATUS, VIEWS


pytestmark = GATE

CSS = HERE.parents[2] / "static"
#: html-validate's rules for what the standard asks. Besides them it has opinions.
RULES = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        # The standard has allowed any text since HTML5, except an ambiguous ampersand.
        "no-raw-characters": ["error", {"relaxed": True}],
        # A list may have a name, if it need not.
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
    },
}
#: `@page` takes properties, which the validator does not know.
NOT_TRUE = ("Unknown at-rule descriptor `margin`",)


def fetch(site, name):
    try:
        answer = urllib.request.urlopen(site + quote(VIEWS[name], safe="/?=&"))  # noqa: S310
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert answer.status == STATUS.get(name, 200)
        return answer.read()


def test_html__is_valid(site, tools, tmp_path):
    (tmp_path / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    files = []
    for number, name in enumerate(VIEWS):
        files.append(tmp_path / f"{number:02} {name}.html")
        files[-1].write_bytes(fetch(site, name))
    told = tmp_path / "told.json"  # what is printed ends after 128 kB
    program = (tools / ".bin/html-validate", "--formatter", f"json={told}")
    ask(*program, "--config", tmp_path / "rules.json", *files)
    assert [
        f"{each['filePath'].rpartition('/')[2]}:{message['line']} "
        f"{message['ruleId']}: {message['message']}"
        for each in json.loads(told.read_text(encoding="utf-8"))
        for message in each["messages"]
    ] == []


def test_css__is_valid(tools):
    sheets = sorted(CSS.rglob("*.css"))
    assert {CSS / "css/site.css", CSS / "embed/card.css"} <= set(sheets)
    told = "".join(
        ask(tools / ".bin/csstree-validator", "--reporter", "gnu", sheet)
        for sheet in sheets
    )
    wrong = [
        line for line in told.splitlines() if not any(map(line.__contains__, NOT_TRUE))
    ]
    assert wrong == []


def test_css_validator__finds_a_mistake(tools, tmp_path):
    sheet = tmp_path / "wrong.css"
    sheet.write_text(
        "@layer base { a { colour: red; margin: 3 px; } }", encoding="utf-8"
    )
    told = ask(tools / ".bin/csstree-validator", "--reporter", "gnu", sheet)
    assert "colour" in told
    assert "margin" in told


def ask(*command):
    """Return what a validator prints; it ends with 1 if it has found something."""
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr
