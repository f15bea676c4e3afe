"""The name by which plugins written for imjoy-rpc import the api."""

from imjoy import api

__all__ = ["api"]
