#!/usr/bin/env python3
"""Checks JSON lines on standard input against a schema of this folder's neighbour, schemas/; needs jsonschema.

    validate.py extraction < lines              validate.py headers#JOB --strict < lines

With --strict, members that the schema doesn't name are faults too. Prints every fault with its line and place, and
exits with 1 where there was one.
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "schemas"


def closed(schema):
    """The schema with every object closed that names its members."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items() if key != "anyOf" or "properties" not in schema}
    if "properties" in made and "additionalProperties" not in made:
        made["additionalProperties"] = False
    return made


def validator(name, strict):
    name, _, part = name.partition("#")
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    if strict:
        schemas = {key: closed(schema) for key, schema in schemas.items()}
    registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas.values())
    whole = schemas[name]["$id"]
    return Draft202012Validator({"$ref": f"{whole}#/$defs/{part}" if part else whole}, registry=registry)


def main():
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(names) != 1:
        sys.exit(__doc__)
    check, faults = validator(names[0], "--strict" in sys.argv), 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            errors = list(check.iter_errors(json.loads(line)))
        except ValueError as error:
            print(f"line {number}: not JSON: {error}")
            faults += 1
            continue
        for error in errors:
            faults += 1
            print(f"line {number}: {error.json_path}: {error.message[:400]}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
