"""The timetable of cohorts and who was there, also where there is no link."""
