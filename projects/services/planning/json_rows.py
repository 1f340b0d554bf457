"""Rows as one JSON parameter: Django's ORM has no UPDATE that reads a list."""


def json_rows(parameter: str, **columns: str) -> dict[str, str]:
    """Return a SELECT for each database that reads lists of `columns`, each with its type."""
    cells = list(enumerate(columns.items()))
    typed = ", ".join(f"(e->>{place})::{kind} AS {name}" for place, (name, kind) in cells)
    plain = ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, (name, _) in cells)
    return {
        "postgresql": f"SELECT {typed} FROM jsonb_array_elements(%({parameter})s::jsonb) e",  # noqa: S608 - our own names
        "sqlite": f"SELECT {plain} FROM json_each(%({parameter})s)",  # noqa: S608 - as above
    }
