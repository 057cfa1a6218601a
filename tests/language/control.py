"""Branches and jumps."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Branches and jumps")

construct(
    "if, elif, else",
    """
    def f(x):
        if x > 2:
            y = x * x
        elif x > 1:
            y = 3 * x * x
        else:
            y = x ** 3
        return y
""",
)
construct(
    "conditional expression",
    """
    def f(x):
        return x * x if x > 1 else x ** 3
""",
)
construct(
    "for over range",
    """
    def f(x):
        y = x
        for i in range(3):
            y = y * x + i
        return y
""",
)
construct(
    "for over range backwards",
    """
    def f(x):
        y = x
        for i in range(5, 0, -2):
            y = y * x + i
        return y
""",
)
construct(
    "range with a step known when it runs",
    """
    def f(x):
        step = -1 if x > 1 else 2
        y = 1.0
        for i in range(2 if step > 0 else 4, 7 if step > 0 else 0, step):
            y = y * x + i
        return y
""",
)
construct(
    "while",
    """
    def f(x):
        y = x
        while y < 5:
            y = y * y + 1
        return y
""",
)
construct(
    "break in for",
    """
    def f(x):
        y = x
        for i in range(10):
            y = y * x + 0.5
            if y > 3:
                break
        return y * i
""",
)
construct(
    "break before the rest of a trip",
    """
    def f(x):
        y = x
        for i in range(10):
            if y > 3:
                break
            y = y * x + 1
        return y
""",
)
construct(
    "break after an update of its own",
    """
    def f(x):
        y = x
        for i in range(10):
            y = y * x + 1
            if y > 3:
                y = y * y
                break
            y = y + x
        return y
""",
)
construct(
    "break in while",
    """
    def f(x):
        y = x
        n = 0
        while n < 10:
            n += 1
            if y > 4:
                break
            y = y * y + x
        return y * n
""",
)
construct(
    "while True",
    """
    def f(x):
        y = x
        while True:
            y = y * y + 1
            if y > 20:
                break
            y = y * x
        return y
""",
)
construct(
    "break in nested loops",
    """
    def f(x):
        y = 0.0
        for i in range(4):
            for j in range(4):
                if j > i:
                    break
                y = y * x + x * j
        return y
""",
)
construct(
    "continue in for",
    """
    def f(x):
        y = 1.0
        for i in range(6):
            if i % 2:
                continue
            y = y * x + i
        return y
""",
)
construct(
    "continue in while",
    """
    def f(x):
        y = 1.0
        n = 0
        while n < 6:
            n += 1
            if y > 10:
                continue
            y = y * x * n
        return y
""",
)
construct(
    "continue deep in branches",
    """
    def f(x):
        y = x
        for i in range(5):
            if i > 1:
                if y > 3:
                    y = y * 0.5
                    continue
                y = y * x
            y = y * y * 0.5 + x
        return y
""",
)
construct(
    "continue before a long rest",
    """
    def f(x):
        y = x
        for i in range(5):
            if i > 1:
                if y > 3:
                    y = y * 0.5
                    continue
                y = y * x
            a = y * y
            b = a * 0.1 + x
            c = b * y
            d = c * 0.1
            e = d + a * 0.1
            g = e * b
            h = g * 0.1
            k = h * x
            y = k + y
        return y
""",
)
construct(
    "break before a long rest",
    """
    def f(x):
        y = x
        for i in range(5):
            if i > 1:
                if y > 3:
                    y = y * 0.5
                    break
                y = y * x
            a = y * y
            b = a * 0.1 + x
            c = b * y
            d = c * 0.1
            e = d + a * 0.1
            g = e * b
            h = g * 0.1
            k = h * x
            y = k + y
        return y
""",
)
construct(
    "return in a branch",
    """
    def f(x):
        if x > 1:
            return x * x
        y = x ** 3
        return y * x
""",
)
construct(
    "return in a loop",
    """
    def f(x):
        y = x
        for i in range(10):
            y = y * x + 1
            if y > 5:
                return y * i
        return y * y
""",
)
construct(
    "return in while",
    """
    def f(x):
        y = x
        while True:
            y = y * y + 1
            if y > 20:
                return y * x
""",
)
construct(
    "return in nested loops",
    """
    def f(x):
        y = x
        for i in range(4):
            for j in range(4):
                y = y * x + j
                if y > 30:
                    return y * i * x
            y = y * 0.5
        return y
""",
)
construct(
    "several returns in a loop",
    """
    def f(x):
        y = x
        for i in range(9):
            if y > 6:
                return y * x
            if y < 0:
                return -y
            y = y * x + 0.7
        return y
""",
)
construct(
    "search in a list",
    """
    def f(x):
        for bound in [0.5, 1.0, 2.0]:
            if x < bound:
                return x * bound
        return x * x
""",
)
construct(
    "for, else",
    """
    def f(x):
        y = x
        for i in range(3):
            y = y * x
            if y > 3:
                y = y * 2
                break
        else:
            y = y * y
        return y
""",
    (1.6, 0.6),
)
construct(
    "while, else",
    """
    def f(x):
        y = x
        n = 0
        while n < 3:
            n += 1
            if y > 3:
                break
            y = y * y + 0.1
        else:
            y = y * x
        return y
""",
)
construct(
    "else without break",
    """
    def f(x):
        y = x
        for i in range(3):
            y = y * x
        else:
            y = y * y
        return y
""",
)
construct(
    "else with continue",
    """
    def f(x):
        y = x
        for i in range(4):
            if i == 1:
                continue
            y = y * x
        else:
            y = y + x
        return y
""",
)
