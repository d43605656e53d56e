"""What many buildings teach: how far a score of evidence is to be trusted, and how equipment differs."""
