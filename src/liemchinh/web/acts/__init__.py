"""The form of an act, generated from its declaration, with its preview and its refusals."""
