"""Plain Python that knows no framework: texts, dates, numbers, refusals."""
