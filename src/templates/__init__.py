"""Derivative templates, one module for each topic of the library."""
