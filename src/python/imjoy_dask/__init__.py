"""Plugins on a Dask cluster: the side that hands items over, and the side that works on them."""
