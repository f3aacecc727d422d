"""Files to take away: workbooks, delimited text, templates, the person's own file with its findings."""
