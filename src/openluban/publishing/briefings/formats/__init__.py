"""What a briefing is set as: HTML, DOCX, PDF."""
