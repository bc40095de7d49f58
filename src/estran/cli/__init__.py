"""The command line: one command a file. It prints, writes what it is told to, ends with a code."""
