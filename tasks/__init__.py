"""When things happen: Celery jobs. Celery finds only what is imported here."""

from tasks import alerts, photos, upkeep

__all__ = ["alerts", "photos", "upkeep"]
