"""Lists of dossiers and the page of one."""
