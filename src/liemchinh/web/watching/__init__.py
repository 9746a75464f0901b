"""The watch list as the committee reads it, the board by stage, the brief of a case, the committee's criteria."""
