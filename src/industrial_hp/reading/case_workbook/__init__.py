"""The input workbook: one layout from the case model, the template and the reader of it."""
