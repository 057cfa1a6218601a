"""Contexts and exceptions."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Contexts and exceptions")

construct(
    "with np.errstate",
    """
    def f(x):
        with np.errstate(all="ignore"):
            y = np.log(x) * x
        return y * y
""",
)
construct(
    "with a lock",
    """
    import threading

    LOCK = threading.Lock()

    def f(x):
        with LOCK:
            y = x * x
        return y * x
""",
)
construct(
    "with a context of one's own",
    """
    import contextlib

    @contextlib.contextmanager
    def quiet():
        yield 3.0

    def f(x):
        with quiet() as scale:
            y = x * scale
        return y * y
""",
)
construct(
    "with several contexts",
    """
    import contextlib

    def f(x):
        with contextlib.nullcontext(2.0) as a, contextlib.nullcontext() as b:
            y = x * a
        return y * y
""",
)
construct(
    "return in with",
    """
    def f(x):
        with np.errstate(divide="ignore"):
            if x > 1:
                return x * x
            y = x ** 3
        return y
""",
)
construct(
    "try, except not taken",
    """
    def f(x):
        try:
            y = x / (x + 1)
        except ZeroDivisionError:
            y = 0.0
        return y * x
""",
)
construct(
    "try, except taken",
    """
    def f(x):
        try:
            y = x / (x - x)
        except ZeroDivisionError:
            y = x * x
        return y * x
""",
)
construct(
    "try with a return",
    """
    def f(x):
        try:
            return math.sqrt(x - 1.0)
        except ValueError:
            return x * x
""",
)
construct(
    "try, else, finally",
    """
    def f(x):
        try:
            y = math.log(x - 1.0)
        except (ValueError, ZeroDivisionError) as error:
            y = x * len(str(error))
        else:
            y = y * x
        finally:
            z = 2.0 * x
        return y * z
""",
)
construct(
    "try in a loop",
    """
    def f(x):
        s = x
        for i in range(4):
            try:
                t = 1.0 / (i - 2)
                s = s * x + t
            except ZeroDivisionError:
                s = s * 2.0
        return s
""",
)
construct(
    "try around a call that raises",
    """
    def root(a):
        if a < 0:
            raise ValueError("negative")
        return math.sqrt(a)

    def f(x):
        try:
            y = root(x - 1.0)
        except ValueError:
            y = root(1.0 - x) * x
        return y * y
""",
)
construct(
    "try of several statements in a loop",
    """
    def f(x):
        s = x
        for a in [0.5, -1.0, 0.0, 2.0]:
            try:
                r = math.sqrt(a)
                for k in range(2):
                    r = r * x
                s = s + r / a
            except (ValueError, ZeroDivisionError):
                s = s * x
        return s
""",
)
construct(
    "try with break and continue",
    """
    def f(x):
        s, n = x, 0
        while True:
            n += 1
            try:
                t = 1.0 / (n - 2.0)
            except ZeroDivisionError:
                continue
            s = s * x + t
            try:
                s = s * math.sqrt(3.5 - n)
                if n > 1:
                    s = s * 1.5
            except ValueError:
                break
        return s
""",
)
construct(
    "several except clauses",
    """
    def f(x):
        s = x
        for items in [[], [x], "a", [x, 0.0], {}]:
            try:
                s = s * items[0] / items[1]
            except IndexError:
                s = s + x
            except ZeroDivisionError as error:
                s = s * len(error.args)
            except (TypeError, KeyError):
                s = s - x * x
            else:
                s = 0.0
        return s
""",
)
construct(
    "nested try that raises again",
    """
    class Wrong(Exception):
        pass

    def g(x, n):
        try:
            return x / n
        except ZeroDivisionError as error:
            raise Wrong("zero") from error

    def f(x):
        s = x
        for n in (1, 0, 2):
            try:
                try:
                    s = s * g(x, n)
                except Wrong:
                    s = s + x
                    raise
            except Exception as error:
                s = s * 2.0
        return s
""",
    refused="cannot differentiate through `try`, since `s` may be read",
)
construct(
    "raise again in a callee",
    """
    def g(x, n):
        try:
            return x / n
        except ZeroDivisionError:
            raise

    def f(x):
        s = x
        for n in (1, 0, 2):
            try:
                s = s * g(x, n)
            except ArithmeticError:
                s = s * x
        return s
""",
)
construct(
    "finally with an effect",
    """
    LOG = []

    def g(x):
        LOG.append(1)
        try:
            if x < 1:
                raise ValueError
            return x * x
        finally:
            LOG.pop()

    def f(x):
        try:
            y = g(x)
        except ValueError:
            y = x ** 3
        return y * (len(LOG) + 1)
""",
)
construct(
    "contextlib.suppress",
    """
    import contextlib

    def f(x):
        y = x
        with contextlib.suppress(ValueError, ZeroDivisionError):
            y = x * math.log(x - 1.0)
        return y * x
""",
)
construct(
    "a context that swallows",
    """
    class Swallows:
        def __enter__(self):
            return 2.0

        def __exit__(self, kind, error, trace):
            return kind is ValueError

    def f(x):
        y = x
        with Swallows() as two:
            y = two * x * math.log(x - 1.0)
        return y * x
""",
)
construct(
    "with in a loop with jumps",
    """
    import threading

    LOCK = threading.RLock()

    def f(x):
        s = x
        for i in range(6):
            with LOCK, np.errstate(all="ignore"):
                if i == 1:
                    continue
                s = s * x
                if i == 4:
                    break
            s = s + i
        else:
            s = 0.0
        return s
""",
)
construct(
    "return in with in a loop",
    """
    def f(x):
        s = x
        for i in range(6):
            with np.errstate(divide="ignore") as old:
                s = s * x
                if s > 2.0:
                    return s * s
        with np.errstate(divide="ignore"):
            return s
""",
)
construct(
    "with of an active value",
    """
    import contextlib

    def f(x):
        with contextlib.nullcontext(x) as y:
            z = y * y
        return z
""",
    refused="no derivative is known for `contextlib.nullcontext`",
)
_SWALLOWS = """
    class Swallows:
        def __enter__(self):
            return 2.0

        def __exit__(self, kind, error, trace):
            return kind is ValueError
"""
construct(
    "a context that swallows, and a flag",
    _SWALLOWS
    + """
    def f(x):
        y = x
        done = False
        with Swallows():
            t = math.log(x - 1.0)
            y = t * x
            done = True
        if done:
            y = y * t
        return y * x
""",
    points=(1.3, 0.7),
)
construct(
    "a flag of another trip",
    _SWALLOWS
    + """
    def f(x):
        y = x
        done = False
        for n in (1.0, 2.0):
            with Swallows():
                t = math.log(x - n)
                y = t * x
                done = True
            if done:
                y = y * t
        return y * x
""",
    refused="cannot differentiate through `try`, since `t` may be read as its body",
)
construct(
    "try with copies at its end",
    """
    def f(x):
        y, z = x, 1.0
        try:
            t = math.log(x - 1.0)
            y = t * x
            z = t
        except ValueError:
            z = z + x
        return y * z
""",
    points=(1.3, 0.7),
)
construct(
    "try whose except raises again after two bindings",
    """
    def g(x, n):
        try:
            a = x / n
            b = a * x
        except ZeroDivisionError:
            raise
        return a * b

    def f(x):
        return g(x, 2.0)
""",
)
