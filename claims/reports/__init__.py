"""Lists in and out: statistics and lists of claims as XLSX and CSV, and lists of people that organisations send in."""
