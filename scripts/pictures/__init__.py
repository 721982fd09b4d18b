"""Sample pictures: drawn by ``draw.py``, turned into JPEG files by ``render.py``."""
