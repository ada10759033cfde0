"""Texts set as files: DOCX and PDF with real headings, lists, tables, links and languages."""
