"""Drawn site photos, marked as samples: a building that rises storey by storey. Pillow only."""

from projects.demo.drawing.jpeg import Capture, jpeg, photo
from projects.demo.drawing.parent import parent_watch
from projects.demo.drawing.picture import picture
from projects.demo.drawing.scene import Scene, Weather

__all__ = ["Capture", "Scene", "Weather", "jpeg", "parent_watch", "photo", "picture"]
