"""Sheets: CSV and XLSX files, hostile until parsed, read and written."""
