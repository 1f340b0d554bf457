"""Who uploads in these tests, and an S3 store."""

import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer
from rest_framework.test import APIClient

from projects import models
from projects.storage import DurableS3Storage
from tests.conftest import ClientOf


@pytest.fixture
def site(project: models.Project, people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    """Return the client of the project's site manager."""
    return client_of(people["site_manager"])


@pytest.fixture(scope="session")
def s3_url() -> Iterator[str]:
    """A real S3 API server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_url: str, settings: Any) -> DurableS3Storage:
    """An empty bucket as the store of photos."""
    options = {
        "bucket_name": f"b{uuid.uuid4().hex[:12]}",
        "endpoint_url": s3_url,
        "access_key": "a",
        "secret_key": "b",
        "region_name": "us-east-1",
        "default_acl": "private",
        "file_overwrite": True,
    }
    boto3.client(
        "s3",
        endpoint_url=s3_url,
        aws_access_key_id="a",
        aws_secret_access_key="b",
        region_name="us-east-1",
    ).create_bucket(Bucket=options["bucket_name"])
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "projects.storage.DurableS3Storage", "OPTIONS": options},
    }
    storage = storages["default"]
    assert isinstance(storage, DurableS3Storage)
    return storage
