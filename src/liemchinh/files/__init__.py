"""What a file is, told by its bytes: its kind, what is refused, its text, its pages as pictures, recognition of scans.

No framework and no database. What comes from outside is opened in a process of its own (`opening`), with limits.
"""
