"""The JSON of a decision (`to_json` with `full`) as a JSON Schema, draft 2020-12; docs/decision.md says it in words."""

from __future__ import annotations

from typing import Any

from rules_core.decision import SUBJECTS

Schema = dict[str, Any]

#: How the core's decisions end; None where facts are missing or nothing is held.
OUTCOMES = ("hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
            "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup")
#: How a step's result follows from its operands.
OPERATIONS = ("state", "product", "sum", "min", "difference", "shortfall", "ceil_step", "figure")
#: Outcomes that say an amount, and those that may.
_WITH_HOURS, _MAYBE_HOURS = ("hours", "deemed_complete"), ("reduced",)

_TEXT: Schema = {"type": "string"}
_HOURS: Schema = {"type": "number", "minimum": 0}
_NUMBER: Schema = {"type": "number"}
_YES: Schema = {"const": True}
_INDEX: Schema = {"type": "integer", "minimum": 0}
_YEAR: Schema = {"type": "integer", "minimum": 1949, "maximum": 2100}
_CLAUSE: Schema = {"type": "string", "pattern": r"^[^\s#/]+#\S+$"}
_SUBJECT: Schema = {"enum": list(SUBJECTS)}
_ORIGIN: Schema = {"type": "string", "pattern": r"^(fact:\w+|whole:\w+|quote:[^\s#/]+#\S+|reading:[\w-]+|step:\d+"
                                                r"|part:\d+|recognised:\d+"
                                                r"|(credit:\d+|record:\d{4}):(public|professional))$"}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _record(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object of these keys and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False,
            "required": [name for name in properties if name not in optional]}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


_AMOUNTS = {subject: _maybe(_HOURS) for subject in SUBJECTS}
_ROW: Schema = _record({
    "year": _YEAR, **_AMOUNTS, **{f"done_{s}": _maybe(_HOURS) for s in SUBJECTS},
    **{f"missing_{s}": _maybe(_HOURS) for s in SUBJECTS}, "not_demanded": _YES, "open": _YES, "not_covered": _YES,
    "outcome": {"enum": list(OUTCOMES)},
}, optional=(*SUBJECTS, *(f"done_{s}" for s in SUBJECTS), *(f"missing_{s}" for s in SUBJECTS), "not_demanded", "open",
             "not_covered", "outcome"))

#: The keys of `detail`. None is always there: each belongs to some outcomes.
DETAIL: dict[str, Schema] = {
    "about": _said(_TEXT, "what the rule is about, in Chinese"),
    "carried": _said({"type": "boolean"}, "the notice limits itself to an earlier year"),
    "sleeping": _said(_many(_TEXT), "exceptions that nobody mentioned and that would decide otherwise"),
    "activity": _said(_maybe(_TEXT), "the activity's term"),
    "at": _said(_INDEX, "which activity (from 0) the missing fact belongs to"),
    "waiting": _said(_many(_TEXT), "rules that may win once the missing facts are known"),
    "contradicts": _said(_many(_TEXT), "facts that cannot both be true"),
    "open": _said(_many(_record({"year": _YEAR, "subject": _SUBJECT})), "cells of the record that are not known"),
    "not_covered": _said({"enum": ["unknown_region", "no_document", "earlier_year"]}, "why nothing held answers"),
    "reason": _said({"enum": ["part_of_month"]}, "what the text is silent on"),
    "capped_from": _said(_HOURS, "the hours before the limit cut them"),
    "cap": _said(_HOURS, "the limit that cut them"),
    "by_year": _said({"type": "object", "propertyNames": {"pattern": r"^\d{4}$"},
                      "additionalProperties": _record({**_AMOUNTS, "hours": _HOURS})},
                     "activities of different years: the sums of each"),
    "who": _said(_TEXT, "who publishes the figure"),
    "subject": _said(_maybe(_SUBJECT), "the subject that it counts to, where the text says which"),
    "subjects": _said(_many(_SUBJECT), "the subjects that count as complete"),
    "of_year": _said(_TEXT, "the clause's word for the year that counts as complete"),
    "said": _said(_TEXT, "how it counts, in Chinese"),
    "documents": _said(_many(_TEXT), "ids of the documents that set the figure"),
    "authority": _said(_maybe(_TEXT), "the office that sets it"),
    "keeps": _said(_many(_SUBJECT), "the subjects whose figure the notice keeps"),
    "form": _said(_maybe(_TEXT), "the form to fill in"),
    "offices": _said(_many(_TEXT), "who reviews it, as far as the facts tell"),
    "fact": _said(_TEXT, "the fact that falls short"),
    "need": _said(_NUMBER, "what the clause demands of it"),
    "have": _said(_NUMBER, "what was stated"),
    "short": _said(_NUMBER, "what is lacking"),
    "threshold": _said(_TEXT, "the words of the clause that demand it"),
    "fraction": _said({"type": "string", "pattern": r"^\d+/\d+$"}, "the part of the requirement that is left"),
    "base": _said(_TEXT, "the rule that is reduced"),
    "table": _said(_many(_ROW), "years × subjects that are demanded, with done and missing beside a record"),
    "steps": _said({"type": "object", "propertyNames": _SUBJECT, "additionalProperties": _INDEX},
                   "which step of the trace gives a subject's hours"),
    "remaining": _said(_YES, "the amounts are what is still missing"),
    "of_total": _said(_YES, "what is missing of both subjects together, at least; of each it is not known"),
    "total_met": _said(_YES, "both subjects together reach the year's total; of each it is not known"),
    "unknown": _said(_many(_SUBJECT), "the subjects of which nothing is known, and that the amounts leave out"),
}


def decision_schema() -> Schema:
    """What `xueshi compute` prints; a part of a decision has the same form."""
    step = _record({
        "rule": _TEXT, "text": _said(_TEXT, "the step in Chinese"), "clause": _CLAUSE,
        "op": _said({"enum": list(OPERATIONS)}, "how the result follows from the operands"),
        "result": _maybe(_NUMBER), "operands": _many(_record({"value": _NUMBER, "origin": _ORIGIN})),
    })
    properties = {
        "outcome": {"enum": [*OUTCOMES, None]},
        "hours": _said(_maybe(_HOURS), "in all; null where the text gives no number"),
        "by_subject": _said(_record(_AMOUNTS), "null where the text does not say"),
        "trace": _many(step),
        "caveats": _said(_many(_TEXT), "readings, assumptions and origins, in Chinese"),
        "jurisdiction": _maybe(_TEXT), "year": _maybe(_YEAR),
        "rule": _said(_maybe(_TEXT), "the rule that decides"),
        "citations": _many(_record({"clause": _CLAUSE, "quote": _said(_TEXT, "verbatim in that clause")})),
        "ask_for": _said(_many(_TEXT), "the facts still needed, in order"),
        "losers": _said(_many(_record({"rule": _TEXT, "why": _TEXT})), "rules that were looked at and did not win"),
        "parts": _said(_many({"$ref": "#"}), "several or credited activities: each; relief not met: what applies"),
        "detail": {"type": "object", "properties": DETAIL, "additionalProperties": False},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "decision", **_record(properties),
            "allOf": _promises()}


def _promises() -> list[Schema]:
    """What an outcome promises of the amounts, and what a decision without one says instead."""
    unfounded = [name for name in (*OUTCOMES, None) if name not in (*_WITH_HOURS, *_MAYBE_HOURS)]

    def when(outcomes: list[str | None], then: Schema) -> Schema:
        return {"if": {"properties": {"outcome": {"enum": outcomes}}}, "then": then}

    return [
        when(list(_WITH_HOURS), {"properties": {"hours": _HOURS, "citations": {"minItems": 1},
                                                "trace": {"minItems": 1}}}),
        when(unfounded, {"properties": {"hours": {"type": "null"}}}),
        when([None], {"anyOf": [
            {"properties": {"ask_for": {"minItems": 1}}},
            {"properties": {"detail": {"required": ["not_covered"]}}},
        ]}),
    ]
