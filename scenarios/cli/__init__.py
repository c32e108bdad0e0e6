"""The command line: what is asked, by its name, and its answers as text and files."""
