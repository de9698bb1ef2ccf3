"""openfisca-core: the same rules as variables and parameters of a system with one person, calculated with its trace on.

Each rule is a variable, and a question asks for the variable of its rule: no rule is chosen, which is left out in
openfisca-core's favour. A question is a simulation of its own (another person, other facts), so building one is part of
an answer. All figures of the mix can be expressed; clause and quote cannot: they would be metadata of a parameter,
which no calculation returns. Numbers are 32-bit floats. The trace is the tracer's tree of variables and parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.contenders.mix import YEARS, Answer, Case

NAME = "openfisca-core, one person, traced"
GIVES = "hours, trace of its variables and parameters; no citation, no choice of the rule"

Person = Entity("person", "persons", "", "")
Formula = Callable[[Callable[[str], Any], Any], Any]


class Level(Enum):
    """Of a conference."""

    national = "national"
    provincial = "provincial"


class TitleLevel(Enum):
    """Of an examination."""

    senior = "senior"
    middle = "middle"


_PARAMETERS = {
    "city": {"conference": {"national": 12, "provincial": 10}, "class": 8, "seminar": 12, "further_study": 60,
             "teaching": 2, "exam": 30, "degree": 60, "year": 60, "two_years": 120, "required": 90, "public": 30},
    "corps": {"conference": {"national": 6, "provincial": 4}, "conference_year": 40, "licence_exam": 40,
              "title_exam": {"senior": 40, "middle": 35}, "required": 90, "public": 30},
}

#: The variables of the rules: a formula of the person's facts and the parameters.
_RULES: dict[str, Formula] = {
    "city_academic_conference": lambda of, p: numpy.minimum(of("days") * p.city.conference[of("level")], p.city.year),
    "city_training_class": lambda of, p: numpy.minimum(of("days") * p.city["class"], p.city.year),
    "city_advanced_seminar": lambda of, p: numpy.minimum(of("days") * p.city.seminar, p.city.year),
    "city_further_study": lambda of, p: numpy.minimum(of("months") * p.city.further_study, p.city.two_years),
    "city_teaching": lambda of, p: of("hours") * p.city.teaching,
    "city_qualification_exam": lambda of, p: of("subjects") * p.city.exam,
    "city_degree_education": lambda of, p: p.city.degree,
    "city_requirement": lambda of, p: p.city.required,
    "city_requirement_public": lambda of, p: p.city.public,
    "corps_academic_conference": lambda of, p: numpy.minimum(
        (of("days") + of("presented")) * p.corps.conference[of("level")], p.corps.conference_year),
    "corps_title_exam": lambda of, p: p.corps.title_exam[of("title_level")],
    "corps_licence_exam": lambda of, p: p.corps.licence_exam,
    "corps_requirement": lambda of, p: p.corps.required,
    "corps_requirement_public": lambda of, p: p.corps.public,
}
_PLACES = {"xj-city": "city", "bt": "corps"}


def _variable(name: str, **more: Any) -> type[Variable]:
    return type(name, (Variable,), {"value_type": float, "entity": Person, "definition_period": YEAR, "label": name,
                                    **more})


def _rule(name: str, rule: Formula) -> type[Variable]:
    def formula(person: Any, period: Any, parameters: Any) -> Any:
        return rule(lambda fact: person(fact, period), parameters(period))

    return _variable(name, formula=formula)


_FACTS = (
    *(_variable(name) for name in ("days", "months", "hours", "subjects")),
    _variable("presented", value_type=bool),
    _variable("level", value_type=Enum, possible_values=Level, default_value=Level.national),
    _variable("title_level", value_type=Enum, possible_values=TitleLevel, default_value=TitleLevel.senior),
)


def _parameters(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: _parameters(value) if isinstance(value, dict) else {"values": {"2010-01-01": {"value": value}}}
            for name, value in figures.items()}


def system() -> TaxBenefitSystem:
    """The rules."""
    built = TaxBenefitSystem([Person])
    built.add_variables(*_FACTS, *(_rule(name, rule) for name, rule in _RULES.items()))
    built.parameters = ParameterNode("", data=_parameters(_PARAMETERS))
    return built


def prepare(case: Case) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The year, the variables to calculate (all hours, those of public subjects), the person for the builder."""
    year, names = str(YEARS[case.region]), {variable.__name__ for variable in _FACTS}
    rule = f"{_PLACES[case.region]}_{case.facts.get('activity', case.asks)}"
    public = f"{rule}_public"
    person = {name: {year: value} for name, value in case.facts.items() if name in names}
    return year, (rule, public) if public in _RULES else (rule,), {"persons": {"one": person}}


def run() -> Callable[[tuple[str, tuple[str, ...], dict[str, Any]]], Simulation]:
    """Build the simulation and calculate, traced."""
    rules = system()

    def answer(question: tuple[str, tuple[str, ...], dict[str, Any]]) -> Simulation:
        year, variables, person = question
        simulation = SimulationBuilder().build_from_entities(rules, person)
        simulation.trace = True
        for variable in variables:
            simulation.calculate(variable, year)
        return simulation

    return answer


def read(simulation: Simulation) -> Answer:
    """What the trace says was calculated, in the shape that is compared."""
    found = [Fraction(str(float(tree.value[0]))) for tree in simulation.tracer.trees]
    hours, public = (*found, Fraction(0))[:2]
    return Answer(hours, public, hours - public, None, None, simulation.tracer.computation_log)
