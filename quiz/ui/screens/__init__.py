"""Screens: each hands values of the Session down to its widgets and takes their messages."""
