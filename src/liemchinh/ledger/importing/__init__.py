"""Lists that an office keeps in Excel: read, weighed, given back with comments, recorded.

`workbook` takes bytes to cells, `heads` finds which column means what, `readings` and `words` understand a cell,
`rows` understands a row, `composing` makes the text that `ledger.batch` records, with the cell of every fact; none of
them knows the database. `template` makes the workbook to fill in, `marking` writes remarks into the office's own,
`intake` weighs against the register and records, `filling` writes a register into the template.
"""
