"""When things happen: Celery jobs. Celery finds only what is imported here."""

from tasks import alerts, contacts, photos, upkeep

__all__ = ["alerts", "contacts", "photos", "upkeep"]
