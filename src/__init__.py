"""Derivatives of Python functions, as Python source."""
