"""When things happen: Celery jobs. Celery finds only what is imported here."""

from tasks import alerts, contacts, photos, summaries, upkeep

__all__ = ["alerts", "contacts", "photos", "summaries", "upkeep"]
