"""Puts the daemon's objects together, group by group; `bridge.daemon` starts and closes them."""
