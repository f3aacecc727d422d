"""Statistics: numbers in, numbers out, each with the paper it follows."""
