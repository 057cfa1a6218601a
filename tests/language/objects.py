"""Classes and objects."""

from __future__ import annotations

from .constructs import Construct, adding_to

FOUND: dict[str, Construct] = {}
construct = adding_to(FOUND, "Classes and objects")

construct(
    "attribute of a module object",
    """
    class Config:
        scale = 2.0

    CONFIG = Config()

    def f(x):
        return CONFIG.scale * x * x
""",
)
construct(
    "method of a module object",
    """
    class Model:
        def __init__(self, scale):
            self.scale = scale

        def value(self, a):
            return self.scale * a * a

    MODEL = Model(2.0)

    def f(x):
        return MODEL.value(x) * x
""",
)
construct(
    "object made inside",
    """
    class Point:
        def __init__(self, a, b):
            self.a = a
            self.b = b

    def f(x):
        p = Point(x, x * x)
        return p.a * p.b
""",
)
construct(
    "method",
    """
    class Line:
        def __init__(self, slope, offset):
            self.slope = slope
            self.offset = offset

        def at(self, t):
            return self.slope * t + self.offset

    def f(x):
        line = Line(x, 2.0)
        return line.at(x) * line.at(1.0)
""",
)
construct(
    "method that writes an attribute",
    """
    class Counter:
        def __init__(self):
            self.total = 0.0

        def add(self, a):
            self.total = self.total + a * a

    def f(x):
        counter = Counter()
        for i in range(3):
            counter.add(x + i)
        return counter.total * x
""",
)
construct(
    "attribute written outside",
    """
    class Box:
        pass

    def f(x):
        box = Box()
        box.value = x * x
        box.value += x
        return box.value * box.value
""",
)
construct(
    "property",
    """
    class Circle:
        def __init__(self, radius):
            self.radius = radius

        @property
        def area(self):
            return math.pi * self.radius ** 2

    def f(x):
        return Circle(x).area * x
""",
)
construct(
    "static and class methods",
    """
    class Maths:
        factor = 3.0

        @staticmethod
        def square(a):
            return a * a

        @classmethod
        def scaled(cls, a):
            return cls.factor * a

    def f(x):
        return Maths.square(x) * Maths.scaled(x) + Maths().square(x)
""",
)
construct(
    "callable object",
    """
    class Scaler:
        def __init__(self, scale):
            self.scale = scale

        def __call__(self, a):
            return self.scale * a

    def f(x):
        double = Scaler(2.0)
        other = Scaler(x)
        return double(x) * other(x)
""",
)
construct(
    "operator methods",
    """
    class Dual:
        def __init__(self, a, b):
            self.a = a
            self.b = b

        def __add__(self, other):
            return Dual(self.a + other.a, self.b + other.b)

        def __mul__(self, other):
            return Dual(self.a * other.a, self.a * other.b + self.b * other.a)

    def f(x):
        z = Dual(x, 1.0) * Dual(x, 1.0) + Dual(2.0, x)
        return z.a * z.b
""",
)
construct(
    "inheritance",
    """
    class Shape:
        def __init__(self, size):
            self.size = size

        def scaled(self, factor):
            return factor * self.area()

        def area(self):
            return 0.0

    class Square(Shape):
        def area(self):
            return self.size * self.size

    def f(x):
        return Square(x).scaled(x)
""",
)
construct(
    "super",
    """
    class Base:
        def __init__(self, a):
            self.a = a

        def value(self):
            return self.a * self.a

    class Child(Base):
        def __init__(self, a, b):
            super().__init__(a)
            self.b = b

        def value(self):
            return super().value() * self.b

    def f(x):
        return Child(x, x + 1.0).value()
""",
)
construct(
    "dataclass",
    """
    from dataclasses import dataclass

    @dataclass
    class Point:
        a: float
        b: float = 2.0

        def product(self):
            return self.a * self.b

    def f(x):
        return Point(x).product() * Point(x, x * x).b
""",
)
construct(
    "dataclass with __post_init__",
    """
    from dataclasses import dataclass, field

    @dataclass
    class Point:
        a: float
        parts: list = field(default_factory=list)

        def __post_init__(self):
            self.parts.append(self.a * self.a)

    def f(x):
        p = Point(x)
        return p.parts[0] * p.a
""",
    needs_kinds=True,
)
construct(
    "dataclasses.replace",
    """
    import dataclasses

    @dataclasses.dataclass(frozen=True)
    class Point:
        a: float
        b: float

    def f(x):
        p = Point(x, 2.0)
        q = dataclasses.replace(p, b=x * x)
        return p.a * q.b * p.b
""",
)
construct(
    "NamedTuple",
    """
    from typing import NamedTuple

    class State(NamedTuple):
        position: float
        speed: float

    def f(x):
        state = State(x, 1.0)
        for _ in range(3):
            state = State(state.position + 0.1 * state.speed, speed=state.speed - 0.1 * state.position * x)
        position, speed = state
        return position * state.speed + speed
""",
)
construct(
    "NamedTuple._replace",
    """
    from typing import NamedTuple

    class State(NamedTuple):
        position: float
        speed: float

    def f(x):
        state = State(x, 1.0)._replace(speed=x * x)
        return state.position * state[1]
""",
)
construct(
    "object that holds lists and dicts",
    """
    class Network:
        def __init__(self, weights, options):
            self.weights = weights
            self.options = options

        def run(self, a):
            for w in self.weights:
                a = math.tanh(w * a) + self.options["shift"]
            return a

    def f(x):
        return Network([x, 2.0, x * x], {"shift": x}).run(x)
""",
)
construct(
    "object in an object",
    """
    class Layer:
        def __init__(self, w):
            self.w = w

        def apply(self, a):
            return self.w * a + 1.0

    class Model:
        def __init__(self, first, second):
            self.layers = [Layer(first), Layer(second)]

        def run(self, a):
            for layer in self.layers:
                a = layer.apply(a)
            return a

    def f(x):
        return Model(x, x * x).run(x)
""",
)
construct(
    "object with arrays",
    """
    class Model:
        def __init__(self, weights):
            self.weights = weights

        def step(self, grad):
            self.weights = self.weights - 0.1 * grad

        def loss(self):
            return np.sum(self.weights ** 2)

    def f(x):
        model = Model(np.array([x, 2.0 * x]))
        for _ in range(3):
            model.step(model.weights * x)
        return model.loss()
""",
)
construct(
    "object passed to a function",
    """
    class Point:
        def __init__(self, a, b):
            self.a = a
            self.b = b

    def length(p):
        return math.sqrt(p.a * p.a + p.b * p.b)

    def f(x):
        return length(Point(x, 2.0)) * length(Point(3.0, x))
""",
)
construct(
    "object returned by a function",
    """
    class Point:
        def __init__(self, a, b):
            self.a = a
            self.b = b

    def moved(p, by):
        return Point(p.a + by, p.b * by)

    def f(x):
        p = moved(Point(x, 2.0), x * x)
        return p.a * p.b
""",
)
construct(
    "isinstance of an object",
    """
    class A:
        def __init__(self, v):
            self.v = v

    def f(x):
        p = A(x)
        return p.v * p.v if isinstance(p, A) else x
""",
)
construct(
    "container methods",
    """
    class Vector:
        def __init__(self, items):
            self.items = items

        def __len__(self):
            return len(self.items)

        def __getitem__(self, i):
            return self.items[i]

    def f(x):
        v = Vector([x, x * x, 3.0])
        return v[0] * v[1] + len(v) * v[2]
""",
)
construct(
    "object of the module that is called",
    """
    class Line:
        def __init__(self, slope):
            self.slope = slope
        def __call__(self, t):
            return self.slope * t * t
    LINE = Line(3.0)
    def f(x):
        return LINE(x) * x + LINE(2.0)
""",
)
construct(
    "methods of strings",
    """
    def f(x):
        table = {"weight": x, "bias": x * x}
        s = 0.0
        for key, value in table.items():
            if key.startswith("w"):
                s = s + value * value
            else:
                s = s + value
        return s
""",
)
construct(
    "object that is looped over",
    """
    class Row:
        def __init__(self, items):
            self.items = items

        def __iter__(self):
            return iter(self.items)

    def f(x):
        s = 1.0
        for item in Row([x, x * x]):
            s = s * item + x
        return s
""",
)
construct(
    "property that is updated",
    """
    class Angle:
        def __init__(self, degrees):
            self.degrees = degrees

        @property
        def radians(self):
            return self.degrees / 60.0

        @radians.setter
        def radians(self, value):
            self.degrees = value * 60.0

    def f(x):
        angle = Angle(30.0 * x)
        angle.radians *= x
        return math.sin(angle.radians) * angle.degrees
""",
)
construct(
    "an attribute of the class",
    """
    class Scaled:
        factor = 2.0

        def __init__(self, a):
            self.a = a

    def value(one, x):
        return one.a * one.factor * x

    def f(x):
        return value(Scaled(x), x * x)
""",
)
