"""The page that shows every part of the desk."""
