"""What one message may demand of its receiver."""

#: Levels of nesting of a value: well below where Python's own stack ends.
MAX_DEPTH = 200

#: Levels of nesting of a message: some more, so that most of what is too deep is told by its name.
MAX_TEXT_DEPTH = 2 * MAX_DEPTH

#: Calls of the other side that may run at the same time; a flood beyond is refused at once.
MAX_IN_FLIGHT = 10_000

#: Numbers up to here are the same in JavaScript; beyond, they travel as text.
MAX_SAFE_INTEGER = 2**53 - 1
