"""Prompts for the annotations of a file, scope by scope from the inside out, and what is accepted of the answers.

After OpenTau (Cassano and Shinn): a file becomes a tree of scopes, and each scope is asked for with the signatures of
what it holds, its uses, and the definitions of the classes that it names. Holes are only where nothing is written.
"""
