"""What was learned from many buildings: plain, versioned JSON, and how the model reads it."""
