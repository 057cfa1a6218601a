"""`with` and `try` through the front half and out again: the same statements, with names for what is asked later."""

from __future__ import annotations

import pytest
from support import function_from
from tangent_like.pipeline import round_trip

SAME = [
    "with np.errstate(all='ignore'):\n        y = np.log(x)\n    return y",
    "with np.errstate(all='ignore') as old:\n        y = np.log(x)\n    print(old)\n    return y",
    "try:\n        y = math.log(x)\n    finally:\n        print(x)\n    return y",
    "try:\n        y = math.log(x)\n    except ValueError:\n        y = x * x\n    return y",
    "try:\n        y = math.log(x)\n    except (ValueError, OverflowError):\n        y = x * x\n"
    "    except TypeError:\n        y = 2.0\n    return y",
]
CHANGED = {
    "s = x\n    for i in range(3):\n        try:\n            s = s / i\n        except ZeroDivisionError:\n"
    "            continue\n    return s": (
        "s = x\n    for i in range(3):\n        try:\n            s_new = s / i\n        except ZeroDivisionError:\n"
        "            pass\n        else:\n            s = s_new\n    return s"
    ),
    "for i in range(3):\n        with np.errstate(all='ignore'):\n            if i == 2:\n                break\n"
    "            x = x * 2\n    return x": (
        "for i in range(3):\n        leave = False\n        with np.errstate(all='ignore'):\n            if i == 2:\n"
        "                leave = True\n            else:\n                x = x * 2\n        if leave:\n"
        "            break\n    return x"
    ),
    "try:\n        y = math.log(x)\n    finally:\n        x = x * x\n    return x * y": (
        "y = math.log(x)\n    x = x * x\n    return x * y"
    ),
}


@pytest.mark.parametrize(("before", "after"), [*((one, one) for one in SAME), *CHANGED.items()])
def test_the_statements(before: str, after: str) -> None:
    text = round_trip(function_from(f"def f(x):\n    {before}\n")).text
    assert text.strip() == f"def f(x):\n    {after}"


def test_a_context_is_entered_though_nothing_reads_what_it_gives() -> None:
    text = "def f(x):\n    with np.errstate(all='ignore') as old:\n        y = np.log(x)\n    return y\n"
    assert "with np.errstate(all='ignore'):" in round_trip(function_from(text)).text
