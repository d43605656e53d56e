"""What healthy equipment does: the physics that faults are measured against."""
