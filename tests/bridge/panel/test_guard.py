"""Which requests the panel answers: its own pages', and nobody else's."""

import pytest

from bridge.panel.guard import COOKIE, Guard, Incoming

PORT, LAN, SECRET = 7780, "192.168.1.7", "swordfish"
HERE = f"127.0.0.1:{PORT}"
GUARD = Guard(PORT)
OPEN = Guard(PORT, (LAN,), SECRET)


def request(target="/", peer="127.0.0.1", *, is_socket=False, **headers):
    return Incoming(peer, target, {"host": HERE, **{k.replace("_", "-"): v for k, v in headers.items()}}, is_socket)


def status(refusal):
    return None if refusal is None else refusal.status


@pytest.mark.parametrize("host", [HERE, f"localhost:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_page_of_this_machine_is_answered(host):
    assert GUARD.check(request(host=host)) is None
    assert GUARD.check(request(host=host, origin=f"http://{host.lower()}", is_socket=True)) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"{LAN}:{PORT}",
        "",
        f"127.0.0.1.evil.example:{PORT}",
    ],
)
def test_a_name_that_was_bound_to_this_machine_is_refused(host):
    assert status(GUARD.check(request(host=host))) == 403
    assert status(GUARD.check(request(host=host, origin=f"http://{host}", is_socket=True))) == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://{HERE}", f"http://127.0.0.1:{PORT + 1}", "http://127.0.0.1", ""]
)
def test_a_socket_of_another_site_is_refused(origin):
    assert status(GUARD.check(request("/socket", origin=origin, is_socket=True))) == 403


def test_a_socket_that_names_no_origin_is_refused():
    assert status(GUARD.check(request("/socket", is_socket=True))) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_link_to_the_page_and_load_nothing(site):
    visit = {"sec_fetch_site": site, "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert GUARD.check(request("/", **visit)) is None
    assert status(GUARD.check(request("/files/take.mid", **visit))) == 403
    assert status(GUARD.check(request("/", **{**visit, "sec_fetch_dest": "iframe"}))) == 403
    assert status(GUARD.check(request("/main.js", sec_fetch_site=site, sec_fetch_mode="no-cors"))) == 403
    assert GUARD.check(request("/main.js", sec_fetch_site="same-origin", sec_fetch_mode="cors")) is None


def test_other_machines_are_let_in_with_the_secret_alone():
    far = {"peer": "192.168.1.9", "host": f"{LAN}:{PORT}"}
    assert status(GUARD.check(request(**far))) == 403
    assert status(OPEN.check(request(**far))) == 401
    assert status(OPEN.check(request("/?secret=wrong", **far))) == 401
    assert OPEN.check(request(f"/?secret={SECRET}", **far)) is None
    assert OPEN.check(request(cookie=f"other=1; {COOKIE}={SECRET}", **far)) is None
    assert status(OPEN.check(request(cookie=f"{COOKIE}=wrong", **far))) == 401
    socket = request("/socket", origin=f"http://{LAN}:{PORT}", cookie=f"{COOKIE}={SECRET}", is_socket=True, **far)
    assert OPEN.check(socket) is None


def test_another_machine_that_claims_to_be_this_one_is_refused():
    assert status(OPEN.check(request(peer="192.168.1.9"))) == 403
    assert status(OPEN.check(request(f"/?secret={SECRET}", peer="192.168.1.9"))) == 403


def test_this_machine_needs_no_secret_by_its_own_name():
    assert OPEN.check(request()) is None
    assert OPEN.check(request(peer="::1", host=f"[::1]:{PORT}")) is None


def test_the_cookie_is_kept_from_scripts_and_other_sites():
    assert {"HttpOnly", "SameSite=Strict"} <= set(OPEN.cookie().split("; "))


def test_without_a_secret_an_empty_one_opens_nothing():
    shut = Guard(PORT, (LAN,), "")
    assert status(shut.check(request("/?secret=", peer="192.168.1.9", host=f"{LAN}:{PORT}"))) == 403
