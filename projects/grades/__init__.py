"""How far a photo proves when and where: pure judgement of facts, without files and tables."""

from projects.grades.facts import PhotoEvidence, PhotoGrade, Position, Reason
from projects.grades.judgement import photo_judge

__all__ = ["PhotoEvidence", "PhotoGrade", "Position", "Reason", "photo_judge"]
