"""How the figures stand: target, change, signal or noise, benchmark."""
