"""Evaluates rules with cel-python, another implementation of CEL.

Reads one JSON object a line: {"rule", "now", "today", "facts"}; values are tagged by type.
Writes one word a line: true, false or unknown (which is what CEL calls an error).
"""

import datetime
import json
import sys

sys.path.pop(0)  # The scripts beside this one are no modules, whatever they are called.

import celpy
import celpy.evaluation
from celpy import celtypes

SEOUL = datetime.timezone(datetime.timedelta(hours=9))
DURATION_MAX = datetime.timedelta(seconds=315_576_000_000)


def errors_as_values(visit):
    """`filter` raises what goes wrong for an element, past any `||` that it would not matter to."""

    def visited(evaluator, tree):
        try:
            return visit(evaluator, tree)
        except celpy.CELEvalError as error:
            return error

    return visited


def bounded(operation):
    """Sums of durations are not held to the range that durations have."""

    def checked(a, b):
        result = operation(a, b)
        if isinstance(result, datetime.timedelta) and not -DURATION_MAX <= result <= DURATION_MAX:
            raise OverflowError("duration")
        return result

    return checked


def mend():
    """Makes up for what cel-python 0.5.0 does otherwise than the language's definition."""
    evaluator = celpy.evaluation.Evaluator
    evaluator.member_dot_arg = errors_as_values(evaluator.member_dot_arg)
    negative = celtypes.DurationType.__neg__
    celtypes.DurationType.__neg__ = lambda a: celtypes.DurationType(negative(a))
    for name in ("__add__", "__radd__", "__sub__", "__rsub__"):
        for kind in (celtypes.DurationType, celtypes.TimestampType):
            if hasattr(kind, name):
                setattr(kind, name, bounded(getattr(kind, name)))


def value(tagged):
    kind, content = tagged
    if kind == "record" or kind == "map":
        return celtypes.MapType({celtypes.StringType(k): value(v) for k, v in content.items()})
    if kind == "list":
        return celtypes.ListType([value(item) for item in content])
    return {
        "bool": lambda: celtypes.BoolType(content),
        "int": lambda: celtypes.IntType(int(content)),
        "double": lambda: celtypes.DoubleType(content),
        "string": lambda: celtypes.StringType(content),
        "timestamp": lambda: celtypes.TimestampType(content),
        "duration": lambda: celtypes.DurationType(content),
    }[kind]()


def day(number):
    number = int(number)
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def functions(now, today):
    """The functions that CEL does not have; a day is a number such as 20260131 here."""

    def age(birth):
        if isinstance(birth, celpy.CELEvalError):
            return birth
        if birth > today:
            return celpy.CELEvalError("not yet born")
        born, here = day(birth), day(today)
        years = here.year - born.year
        if (here.month, here.day) < (born.month, born.day):
            years -= 1
        return celtypes.IntType(years)

    def days_since(since):
        if isinstance(since, celpy.CELEvalError):
            return since
        if isinstance(since, datetime.datetime):
            since = since.astimezone(SEOUL).date()
        else:
            since = day(since)
        return celtypes.IntType((day(today) - since).days)

    return {"age": age, "days_since": days_since}


def answer(case, environment):
    now, today = celtypes.TimestampType(case["now"]), celtypes.IntType(case["today"])
    program = environment.program(
        environment.compile(case["rule"]), functions=functions(now, today))
    activation = {"now": now, "today": today, "f": value(case["facts"])}
    try:
        result = program.evaluate(activation)
    except celpy.CELEvalError:
        return "unknown"
    if not isinstance(result, celtypes.BoolType):
        return "unknown"
    return "true" if result else "false"


def main():
    mend()
    environment = celpy.Environment()
    for line in sys.stdin:
        case = json.loads(line)
        try:
            print(answer(case, environment))
        except Exception as error:  # what it cannot even read is told, not passed over
            print(f"failed {type(error).__name__}: {error}".replace("\n", " "))


main()
