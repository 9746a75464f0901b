"""Lists from Excel: choosing a workbook, looking at what it would record, recording it."""
