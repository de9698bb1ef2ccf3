"""The places that sealed values are bound to: what is sealed for one of them cannot be opened at another.

A place never changes once something lies there, so it names what never changes: a claim's number, a row's id.
"""

from __future__ import annotations


def claim_personal(number: str) -> str:
    """`claims.personal_sealed`: the personal fields of a form."""
    return f"claims.personal:{number}"


def applicant_phone(applicant: int) -> str:
    """`applicants.phone_sealed`."""
    return f"applicants.phone:{applicant}"


def applicant_id_number(applicant: int) -> str:
    """`applicants.id_number_sealed`."""
    return f"applicants.id_number:{applicant}"


def applicant_personal(applicant: int) -> str:
    """`applicants.personal_sealed`: what fills in the next form."""
    return f"applicants.personal:{applicant}"


def evidence_name(public_id: str) -> str:
    """`evidence.shown_name_sealed`: the name that the person gave the file."""
    return f"evidence.shown_name:{public_id}"


def evidence_file(public_id: str) -> str:
    """A file of the evidence folder."""
    return f"evidence.file:{public_id}"


def idempotency_body(owner: str, key: str) -> str:
    """`idempotency.body_sealed`: an answer as it was given. owner: `applicant:7`."""
    return f"idempotency.body:{owner}:{key}"
