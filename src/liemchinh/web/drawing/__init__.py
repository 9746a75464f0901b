"""Charts and maps drawn on the server, as SVG that prints and that screen readers read."""
