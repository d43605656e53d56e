"""What people breathe out, and what there is of it outdoors, for all that is told by carbon dioxide."""

# Breath of one at rest [m3/s] (Persily and de Jonge 2017).
BREATH_M3_S = 5.2e-6
# Outdoor air of 2024 [ppm]: 420, in towns and by night somewhat more.
OUTDOOR_PPM = 425.0
