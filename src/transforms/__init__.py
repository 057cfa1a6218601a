"""Trees to trees: the stages of the compiler."""
