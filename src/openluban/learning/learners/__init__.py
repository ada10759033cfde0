"""Learners, kept at the site that teaches them; counts travel, persons do not."""
