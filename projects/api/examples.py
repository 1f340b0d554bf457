"""Examples for the schema, made from the schema: one for every body, and never out of step."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

BODY = "application/json"
# what a value of that name looks like; the rest follows from its type
SAMPLES: Mapping[str, Any] = {
    "acknowledged_by": "official",
    "caption": "三层楼板浇筑完成",
    "code": "3-M09",
    "comment": "已约谈总包。",
    "lead_unit": "总包单位",
    "location": "山东省潍坊市",
    "milestone_code": "3-M09",
    "milestone_name": "主体结构封顶",
    "name": "主体结构封顶",
    "name_en": "Topping out",
    "note": "屋面混凝土浇筑完成。",
    "reason": "照片与楼号不符。",
    "recipient": "official",
    "reported_by": "site",
    "responsible": "site",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "supervising_unit": "监理单位",
    "time_zone": "Asia/Shanghai",
    "uploaded_by": "site",
    "user": "site",
    "username": "site",
}
FORMATS: Mapping[str, Any] = {
    "date": "2026-11-20",
    "date-time": "2026-11-20T08:00:00Z",
    "uri": "https://topout.example/api/v1/milestones/?cursor=c2lnbmVk",
    "uuid": "6f1c2e0a-6a53-4b7e-9d0f-0a4c3f1f7c11",
    "binary": "(binary)",
}
PLAIN: Mapping[str, Any] = {"string": "text", "number": 40.5, "boolean": True, "null": None}


def examples_add(result: Mapping[str, Any]) -> None:
    """Give every body that has no example of its own one made from its schema."""
    components = result["components"]["schemas"]
    for method, content in _bodies(result["paths"]):
        for media in content.values():
            if "example" in media or "examples" in media or "schema" not in media:
                continue
            made = sample(media["schema"], components)
            changed = method == "patch" and isinstance(made, Mapping)
            media["example"] = _one_field(made) if changed else made


def sample(schema: Schema, components: Mapping[str, Schema], name: str = "") -> Any:
    """Return a value that the schema allows."""
    shape = _resolved(schema, components)
    if "examples" in shape:
        return shape["examples"][0]
    kinds = shape.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "array":
        return [sample(shape["items"], components)] * shape.get("minItems", 1)
    if kind == "object":
        fields: Mapping[str, Schema] = shape.get("properties", {})
        return {field: sample(each, components, field) for field, each in fields.items()}
    return _value(shape, kind, name)


def _resolved(schema: Schema, components: Mapping[str, Schema]) -> Schema:
    """Follow references, and of several shapes take the first."""
    while True:
        several = [schema[word] for word in ("oneOf", "anyOf", "allOf") if word in schema]
        if several:
            schema = several[0][0]
        elif "$ref" in schema:
            schema = components[schema["$ref"].rpartition("/")[2]]
        else:
            return schema


def _value(schema: Schema, kind: str, name: str) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "integer":
        return schema.get("minimum", 1)
    if kind == "number":
        least = max(PLAIN[kind], schema.get("minimum", PLAIN[kind]))
        return min(least, schema.get("maximum", least))
    if kind == "string" and name in SAMPLES:
        return SAMPLES[name]
    return FORMATS.get(schema.get("format", ""), PLAIN[kind])


def _one_field(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Keep one field: a change says no more than what changes."""
    name = next((each for each in ("name", "caption", "role") if each in body), next(iter(body)))
    return {name: body[name]}


def _bodies(paths: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the content of every request (with its method) and of every success."""
    for path in paths.values():
        for method, operation in path.items():
            yield method, operation.get("requestBody", {}).get("content", {})
            for status, response in operation["responses"].items():
                if status.startswith("2"):
                    yield "", response.get("content", {})


def one_or_many(media: dict[str, Any], *, most: int) -> None:
    """Describe a body of one row, or of many, all or none; examples are shown in both forms."""
    row = media["schema"]
    rows = {"type": "array", "items": row, "minItems": 1, "maxItems": most}
    media["schema"] = {"oneOf": [row, rows]}
    for name, each in list(media.get("examples", {}).items()):
        media["examples"][f"{name}List"] = {**each, "value": [each["value"]]}
