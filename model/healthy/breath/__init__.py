"""What people breathe out and in, and what it tells of the outdoor air that comes."""
